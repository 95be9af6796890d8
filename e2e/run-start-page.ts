import type { Page } from "@playwright/test";
import type { Person } from "./team";

/** The form that starts a run. */
export class RunStartPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async fill(role: string, ...people: Person[]): Promise<void> {
    const field = this.page.getByLabel(`People for ${role}`, { exact: true });
    for (const { name } of people) {
      await field.fill(name);
      await this.page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
    }
  }

  /** Starts it; gives the run's id. */
  async start(name: string): Promise<string> {
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByRole("button", { name: "Start the run" }).click();
    await this.page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    return this.page.url().split("/").at(-1) ?? "";
  }
}
