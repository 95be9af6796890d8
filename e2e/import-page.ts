import type { Locator, Page } from "@playwright/test";

/** The preview of an import: the source, what became of it, and saving it as a template. */
export class ImportPage {
  readonly page: Page;
  readonly structure: Locator;
  readonly source: Locator;

  constructor(page: Page) {
    this.page = page;
    this.structure = page.getByRole("region", { name: "Structure" });
    this.source = page.getByRole("listbox", { name: "Source, and what each part became" });
  }

  /** Chooses a file; whatever it is called on the disk, it is Markdown. */
  async choose(text: string): Promise<void> {
    const buffer = Buffer.from(text);
    await this.page
      .getByLabel("Markdown file")
      .setInputFiles({ name: "checklist.md", mimeType: "text/markdown", buffer });
  }

  /** Publishes the first version; gives the template's id. */
  async save(): Promise<string> {
    await this.page.getByRole("button", { name: "Save template" }).click();
    await this.page.waitForURL(/\/templates\/[0-9a-f-]{36}$/);
    return this.page.url().split("/").at(-1) ?? "";
  }
}
