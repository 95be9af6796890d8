import type { Locator, Page } from "@playwright/test";
import { saved } from "./saved";

/** The run's screen as people name its parts. */
export class RunPage {
  readonly page: Page;
  readonly answers: Locator;
  readonly inspector: Locator;
  readonly hereNow: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.answers = page.getByRole("region", { name: "Go or no-go" });
    this.inspector = page.getByRole("complementary", { name: "Inspector" });
    this.hereNow = page.getByRole("list", { name: "Here now" });
    this.notices = page.getByRole("region", { name: "Notifications" });
  }

  /** The box of an item, whatever its state; without the colon its title may end with. */
  box(title: string): Locator {
    const name = title.replace(/:$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return this.page.getByRole("checkbox", { name: new RegExp(`^${name}: `) });
  }

  /** The box of an item while it stands so: `passed`, `open, blocked`. */
  boxAs(title: string, state: string): Locator {
    return this.page.getByRole("checkbox", { name: `${title}: ${state}`, exact: true });
  }

  /** Until the page listens: somebody shows as here once their own browser has said so. */
  async listens(): Promise<void> {
    await this.hereNow.waitFor();
  }

  /** The inspector where it covers the list, on a narrow screen; notices are dialogs as well, by the same name at times. */
  sheet(title: string): Locator {
    return this.page
      .getByRole("dialog", { name: title })
      .filter({ has: this.page.getByRole("group", { name: "State" }) });
  }

  /** Passes an item that stands open. */
  async pass(box: Locator): Promise<void> {
    await saved(this.page, "PATCH", () => box.click());
  }

  /** Goes to one of the run's places. */
  async go(place: string): Promise<void> {
    const places = this.page.getByRole("navigation", { name: "Run" });
    await places.getByRole("link", { name: place, exact: true }).click();
    await places.locator("[aria-current=page]", { hasText: place }).waitFor();
  }

  /** Ends the run; what stands open then takes a reason. */
  async close(reason = ""): Promise<void> {
    await this.page.getByRole("button", { name: "Edit run and roster" }).click();
    await this.page.getByRole("button", { name: "Close run" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Close this run?" });
    if (reason) await dialog.getByLabel(/Why is it over/).fill(reason);
    await dialog.getByRole("button", { name: "Close run" }).click();
  }

  async inspect(title: string): Promise<void> {
    await this.page.getByRole("button", { name: `Details of ${title}`, exact: true }).click();
  }

  /** A button of the item under inspection. */
  act(name: string): Locator {
    return this.inspector.getByRole("button", { name, exact: true });
  }
}
