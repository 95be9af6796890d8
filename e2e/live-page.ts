import { expect, type Locator, type Page } from "@playwright/test";
import { saved } from "./saved";

/** Go-live day: the current step large, the triggers at hand. */
export class LivePage {
  readonly page: Page;
  /** The step shown large. */
  readonly step: Locator;
  readonly steps: Locator;
  readonly alerts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.step = page.getByRole("region", { name: /^Step \d+ of \d+$/ });
    this.steps = page.getByRole("region", { name: "Steps", exact: true });
    this.alerts = page.getByRole("complementary", { name: "Fired triggers" });
  }

  /** Until this is the step to do now. */
  async isNow(title: string): Promise<void> {
    await expect(this.step.getByRole("heading", { level: 3 })).toHaveText(title);
  }

  async start(): Promise<void> {
    await this.#act("Start");
  }

  async done(): Promise<void> {
    await this.#act("Done");
  }

  async #act(name: string): Promise<void> {
    await saved(this.page, "PATCH", () => this.step.getByRole("button", { name, exact: true }).click());
  }

  /** Says what was measured, and fires the trigger with one tap. */
  async fire(title: string, measured: string): Promise<void> {
    await this.page.getByRole("button", { name: /rollback trigger/ }).click();
    const drawer = this.page.getByRole("dialog", { name: "Rollback triggers" });
    await drawer.getByLabel(/What was measured or seen/).fill(measured);
    await drawer.getByRole("button", { name: `Fire: ${title}`, exact: true }).click();
    await expect(drawer.getByText("Fired", { exact: true })).toBeVisible();
    await drawer.getByRole("button", { name: "Close", exact: true }).click();
  }

  /** One of the lead's acts that take a reason: `Record rollback`, `Begin a new attempt`. */
  async decide(act: string, why: string): Promise<void> {
    await this.page.getByRole("region", { name: "Attempts" }).getByRole("button", { name: act, exact: true }).click();
    await this.#say(act, why);
  }

  /** Copies the announcement of these words, which stands ready: that records it. */
  async tell(words: string): Promise<void> {
    const ready = this.page.getByRole("list", { name: "To announce now" }).getByRole("listitem");
    for (const one of await ready.all()) {
      await one.getByRole("button", { name: "Look and send" }).click();
      const dialog = this.page.getByRole("dialog");
      if ((await dialog.getByRole("textbox", { name: "Text" }).inputValue()).includes(words)) {
        await dialog.getByRole("button", { name: "Copy, and record it" }).click();
        await dialog.waitFor({ state: "hidden" });
        return;
      }
      await dialog.getByRole("button", { name: "Close", exact: true }).click();
    }
    throw new Error(`no announcement says ${words}`);
  }

  /** Tells in words of one's own what the checklist has none for. */
  async write(subject: string, text: string): Promise<void> {
    await this.page.getByRole("button", { name: "Write one" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Subject" }).fill(subject);
    await dialog.getByRole("textbox", { name: "Text" }).fill(text);
    await dialog.getByRole("button", { name: "Copy, and record it" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Takes back what was fired. */
  async clear(why: string): Promise<void> {
    await this.alerts.getByRole("button", { name: "Clear", exact: true }).first().click();
    await this.#say("Clear trigger", why);
  }

  async #say(act: string, why: string): Promise<void> {
    const dialog = this.page.getByRole("dialog").filter({ has: this.page.getByRole("button", { name: act }) });
    await dialog.getByRole("textbox").fill(why);
    await dialog.getByRole("button", { name: act, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
