import type { Locator, Page } from "@playwright/test";
import { saved } from "./saved";

/** The hours and weeks after a go-live: checks that come back, follow-ups, shifts. */
export class AfterPage {
  readonly page: Page;
  readonly followUps: Locator;
  readonly closing: Locator;
  /** The checks asked for now. */
  readonly rounds: Locator;

  constructor(page: Page) {
    this.page = page;
    this.followUps = page.getByRole("region", { name: "Follow-ups" });
    this.closing = page.getByRole("region", { name: "Closing" });
    this.rounds = page.getByRole("region", { name: /^Checks: / });
  }

  /** A check at its turn now. */
  async check(title: string): Promise<void> {
    const done = this.rounds.getByRole("button", { name: `Done: ${title}`, exact: true }).first();
    await saved(this.page, "PUT", () => done.click());
  }

  async follow(title: string): Promise<void> {
    const done = this.followUps.getByRole("button", { name: `Done: ${title}`, exact: true });
    await saved(this.page, "PATCH", () => done.click());
    await this.followUps.getByRole("button", { name: `Open again: ${title}`, exact: true }).waitFor();
  }
}
