import { checklist } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { RunPage } from "./run-page";
import { shown } from "./shown";

test("a run starts from a template with its target, artefact and roster", async ({ team, open }) => {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const page = await open(team.lead, `/templates/${template.id}`);
  await page.getByRole("link", { name: "Start a run" }).click();
  await expect(shown(page, "Leo Lead leads")).toBeVisible();

  await page.getByLabel("Name", { exact: true }).fill("Ledger 3.1 to production");
  await page.getByLabel("Environment").fill("production");
  await page.getByLabel(/^Target/).fill("2031-05-04T06:30");
  await expect(shown(page, /4 May 2031, 06:30 UTC/)).toBeVisible();
  await page.getByLabel("Version optional").fill("3.1.0");
  await page.getByLabel("Commit optional").fill("a81");
  await page.getByLabel("Build optional").fill("https://ci.example.test/builds/841");

  const technical = page.getByLabel("People for Technical Lead");
  await technical.fill("Nobody of that name");
  await expect(shown(page, /^Nobody of that name\. Invite/)).toBeVisible();
  await technical.press("Enter");
  await technical.fill("Leo");
  await expect(page.getByRole("option", { name: /Leo Lead/ })).toBeVisible();
  await technical.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Leo Lead" })).toBeVisible();
  await page.getByLabel("People for Security Lead").fill("sena");
  await page.getByRole("option", { name: /Sena Security/ }).click();
  await expect(page.getByRole("button", { name: "Remove Sena Security" })).toBeVisible();

  await page.getByRole("button", { name: "Start the run" }).click();
  await expect(page.getByLabel("Commit optional")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Commit optional").fill("a81c9f2");
  await page.getByRole("button", { name: "Start the run" }).click();

  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  const run = new RunPage(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledger 3.1 to production");
  await expect(run.answers).toContainText("NO-GO");
  await expect(run.answers).toContainText("0 of 100");
  await expect(page.getByRole("banner").or(page.getByRole("main"))).toContainText([
    "3.1.0, a81c9f2, build https://ci.example.test/builds/841",
  ]);
  await expect(page.getByRole("link", { name: "https://ci.example.test/builds/841" })).toHaveAttribute(
    "rel",
    /noopener/,
  );

  await page.getByRole("link", { name: "Poll", exact: true }).click();
  await expect(shown(page, "Waits for Sena Security.")).toBeVisible();
  await expect(shown(page, "Waits for Leo Lead.")).toBeVisible();
});

test("the roster is edited in the run, and what is missing is named", async ({ team, run, open }) => {
  const page = await open(team.lead, `/runs/${run.id}/poll`);
  await expect(shown(page, "Waits for Sena Security.")).toBeVisible();
  await page.getByRole("button", { name: "Edit run and roster" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit run" });
  await dialog.getByRole("button", { name: "Remove Sena Security" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(shown(page, "Nobody may give this as Security Lead. The lead can name somebody.")).toBeVisible();
});
