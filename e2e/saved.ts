import type { Page } from "@playwright/test";

/** Acts and waits for the server's word: screens show a change at once, and who leaves before it is saved is asked whether to. */
export async function saved(page: Page, method: "PATCH" | "PUT", act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === method && response.ok());
  await act();
  await answered;
}
