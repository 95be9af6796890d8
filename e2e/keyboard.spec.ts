import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { RunPage } from "./run-page";

test("a run is worked by keys alone", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`, { viewport: { width: 1000, height: 800 } });
  const screen = new RunPage(page);
  const { keyboard } = page;
  await screen.listens();
  await keyboard.press("j");
  await expect(screen.box(items.dump)).toBeFocused();
  await keyboard.press("j");
  await keyboard.press("j");
  await expect(screen.box(items.rows)).toBeFocused();
  await keyboard.press("x");
  await expect(screen.boxAs(items.rows, "passed")).toBeFocused();
  await keyboard.press("k");
  await expect(screen.box(items.restore)).toBeFocused();
  await keyboard.press("k");
  await keyboard.press("Space");
  await expect(screen.boxAs(items.dump, "passed")).toBeVisible();

  await keyboard.press("f");
  const failed = page.getByRole("dialog", { name: "Mark as failed" });
  await expect(failed.getByLabel("What failed?")).toBeFocused();
  await keyboard.type("The disk");
  await keyboard.press("Control+Enter");
  await expect(screen.boxAs(items.dump, "failed")).toBeFocused();
  await keyboard.press("Control+z");
  await expect(screen.boxAs(items.dump, "passed")).toBeVisible();

  await keyboard.press("Enter");
  const sheet = screen.sheet(items.dump);
  await expect(sheet).toBeVisible();
  await keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await keyboard.press("/");
  await expect(page.getByLabel("Search this run")).toBeFocused();
  await keyboard.type("balancer");
  await expect(screen.box(items.dump)).toBeHidden();
  await keyboard.press("Enter");
  await expect(screen.box(items.switch)).toBeFocused();
});

test("the help sheet, the palette and the places behind g", async ({ team, run, open }) => {
  const page = await open(team.lead, `/runs/${run.id}`);
  const { keyboard } = page;
  await new RunPage(page).listens();
  await keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help).toContainText("Next and previous item");
  await keyboard.press("Escape");
  await expect(help).toBeHidden();

  await keyboard.press("g");
  await keyboard.press("p");
  await expect(page).toHaveURL(/\/poll$/);

  await keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or jump" });
  await palette.getByRole("combobox").fill(run.name);
  await expect(palette.getByRole("option", { name: run.name })).toBeVisible();
  await palette.getByRole("combobox").fill("night");
  await expect(palette.getByRole("option", { name: /^Dark theme/ })).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("Templates");
  await expect(palette.getByRole("option", { name: /^Templates/ })).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Templates" })).toBeVisible();
});

test("the first Tab skips to the content", async ({ team, open }) => {
  const page = await open(team.lead, "/runs");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
