import type { Locator, Page } from "@playwright/test";

const says = { GO: "I approve.", "GO IF": "I approve, with conditions.", "NO-GO": "I reject, and say why." } as const;
/** What goes with a decision; the gate where several ask the same role. */
type Words = { comment?: string; condition?: string; gate?: string };
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

  station(role: string, gate?: string): Locator {
    return (gate === undefined ? this.page : this.gate(gate))
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name: new RegExp(`^${role}`) }) });
  }

  /** Decides and comes to the statement; signing is the caller's. */
  async decide(role: string, decision: Decision, more: Words = {}): Promise<Locator> {
    await this.station(role, more.gate)
      .getByRole("button", { name: /Read and sign|Sign anew/ })
      .click();
    const dialog = this.ceremony;
    await dialog.getByText(says[decision], { exact: true }).click();
    if (more.comment) await dialog.getByLabel(/^(Why not\?|Comment)/).fill(more.comment);
    if (more.condition) await dialog.getByRole("textbox", { name: "Condition 1" }).fill(more.condition);
    await dialog.getByRole("button", { name: "Read the statement" }).click();
    return dialog;
  }

  /** The lead records GO for a gate that nothing stands against. */
  async recordGo(title: string, note = ""): Promise<void> {
    await this.gate(title).getByRole("button", { name: "Record GO", exact: true }).click();
    const dialog = this.page.getByRole("dialog", { name: "Record GO?" });
    if (note) await dialog.getByLabel(/Anything to note/).fill(note);
    await dialog.getByRole("button", { name: "Record GO" }).click();
    await this.gate(title).getByRole("button", { name: "Reopen gate" }).waitFor();
  }

  async sign(role: string, decision: Decision, password: string, more?: Words) {
    const dialog = await this.decide(role, decision, more);
    await dialog.getByLabel("Your password").fill(password);
    await dialog.getByRole("button", { name: /^Sign: / }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
