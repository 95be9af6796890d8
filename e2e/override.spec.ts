import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";

test("an override takes two people, stands on every screen, and is reviewed", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  const lead = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  const deploy = lead.gate("May we deploy?");
  await deploy.getByRole("button", { name: "Ask for an override" }).click();
  const dialog = lead.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Read the statement" }).click();
  await expect(dialog).toContainText("Say why it has to be passed");
  await dialog.getByLabel(/^Why must it be passed/).fill("The pager is fixed tomorrow");
  await dialog.getByLabel("Until").fill(new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16));
  await dialog.getByRole("button", { name: "Read the statement" }).click();
  await expect(dialog.getByRole("figure")).toContainText("because: The pager is fixed tomorrow");
  await dialog.getByLabel("Your password").fill(team.lead.password);
  await dialog.getByRole("button", { name: "Ask for the override" }).click();
  await expect(deploy).toContainText("Leo Lead asks for an override, as lead");
  await expect(deploy).toContainText("NO-GO");

  const owner = new PollPage(await open(team.owner, `/runs/${run.id}/poll`));
  const theirs = owner.gate("May we deploy?");
  await theirs.getByRole("button", { name: "Read and confirm" }).click();
  const second = owner.page.getByRole("dialog");
  await expect(second.getByRole("figure")).toContainText("because: The pager is fixed tomorrow");
  await second.getByLabel("Your password").fill("not the password");
  await second.getByRole("button", { name: "Confirm the override" }).click();
  await expect(second.getByRole("alert")).toContainText(/password/i);
  await second.getByLabel("Your password").fill(team.owner.password);
  await second.getByRole("button", { name: "Confirm the override" }).click();
  await expect(theirs).toContainText("OVERRIDE");
  await expect(theirs).toContainText("Overridden, not GO");

  const answer = await team.lead.api.get(`/api/v1/runs/${run.id}/gate?gate=may-we-deploy`);
  expect([answer.status(), ((await answer.json()) as { verdict: string }).verdict]).toEqual([200, "override"]);

  const banner = lead.page.getByRole("complementary", { name: "Overrides" });
  await expect(banner).toContainText("Overridden: May we deploy?");
  await expect(banner.getByRole("button", { name: "Review" })).toBeHidden();
  const checklist = await open(team.member, `/runs/${run.id}`);
  await expect(checklist.getByRole("complementary", { name: "Overrides" })).toContainText("Olga Owner, admin");
  const dashboard = await open(team.owner, "/");
  await expect(dashboard.getByRole("row", { name: new RegExp(run.name) })).toContainText(
    "Overridden, not GO: May we deploy?",
  );
  await dashboard.goto(`/wall/${run.id}`);
  await expect(dashboard.getByRole("main")).toContainText("Overridden, not GO: May we deploy?");

  for (const path of ["/work", "/calendar", "/past", "/settings"]) {
    await dashboard.goto(path);
    const strip = dashboard.getByRole("complementary", { name: "Overrides" });
    await expect(strip).toContainText(`${run.name}: overridden, May we deploy?`);
  }

  await theirs.getByRole("button", { name: "Take back" }).click();
  await owner.page.getByRole("dialog").getByLabel("Why?").fill("The pager works");
  await owner.page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(deploy).toContainText("NO-GO");
  await expect(banner).toContainText("Was overridden and not reviewed");
  await owner.page.getByRole("complementary", { name: "Overrides" }).getByRole("button", { name: "Review" }).click();
  const review = owner.page.getByRole("dialog", { name: "Review this override" });
  await review.getByLabel(/^What came of it/).fill("Nothing broke; the pager gets a spare");
  await review.getByRole("button", { name: "Save the review" }).click();
  await expect(banner).toBeHidden();
  await dashboard.goto("/work");
  await expect(dashboard.getByRole("main")).toBeVisible();
  await expect(dashboard.getByText(`${run.name}: overridden, May we deploy?`)).toHaveCount(0);
});
