import type { Locator, Page } from "@playwright/test";

/** A text a person can see: while a page streams in, React holds hidden copies that roles leave out and texts do not. */
export function shown(page: Page, text: string | RegExp, options?: { exact: boolean }): Locator {
  return page.getByText(text, options).filter({ visible: true });
}
