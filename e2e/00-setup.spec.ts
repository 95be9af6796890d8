import { expect, test } from "./fixtures";
import { shown } from "./shown";
import { owner, password } from "./team";

const code = process.env.JOURNEY_SETUP_CODE ?? "";

test("the first visit sets up the workspace, with the code from the terminal alone", async ({ open }) => {
  test.skip(code === "", "this server is set up already");
  const page = await open(null, "/");
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up Gonogo");

  await page.getByLabel("Set-up code").fill("AAAA-BBBB-CCCC-DDDD");
  await page.getByLabel("Workspace", { exact: true }).fill(owner.workspace);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("checkbox", { name: "Load the sample workspace" }).uncheck();
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByLabel("Set-up code")).toHaveAccessibleDescription(/code/i);
  await expect(page.getByLabel("Set-up code")).toHaveAttribute("aria-invalid", "true");

  // As people type it: small letters, spaces for dashes.
  await page.getByLabel("Set-up code").fill(` ${code.toLowerCase().replaceAll("-", " ")} `);
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No go-live is open");
  await expect(shown(page, owner.workspace, { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Import a checklist" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import a checklist");
  await page.goto("/setup");
  await expect(page).toHaveURL(/\/$/);
});
