import type { Locator, Page } from "@playwright/test";

const says = { GO: "I approve.", "GO IF": "I approve, with conditions.", "NO-GO": "I reject, and say why." } as const;
type Decision = keyof typeof says;

/** The roll call: gates as regions, a station for each sign-off. */
export class PollPage {
  readonly page: Page;
  readonly notices: Locator;
  /** The signing ceremony. Notices are dialogs as well, but aren't closed. */
  readonly ceremony: Locator;

  constructor(page: Page) {
    this.page = page;
    this.notices = page.getByRole("region", { name: "Notifications" });
    this.ceremony = page.getByRole("dialog").filter({ has: page.getByRole("button", { name: "Close", exact: true }) });
  }

  gate(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  station(role: string): Locator {
    return this.page
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name: new RegExp(`^${role}`) }) });
  }

  /** Decides and comes to the statement; signing is the caller's. */
  async decide(
    role: string,
    decision: Decision,
    more: { comment?: string; condition?: string } = {},
  ): Promise<Locator> {
    await this.station(role)
      .getByRole("button", { name: /Read and sign|Sign anew/ })
      .click();
    const dialog = this.ceremony;
    await dialog.getByText(says[decision], { exact: true }).click();
    if (more.comment) await dialog.getByLabel(/^(Why not\?|Comment)/).fill(more.comment);
    if (more.condition) await dialog.getByRole("textbox", { name: "Condition 1" }).fill(more.condition);
    await dialog.getByRole("button", { name: "Read the statement" }).click();
    return dialog;
  }

  async sign(role: string, decision: Decision, password: string, more?: { comment?: string; condition?: string }) {
    const dialog = await this.decide(role, decision, more);
    await dialog.getByLabel("Your password").fill(password);
    await dialog.getByRole("button", { name: /^Sign: / }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
