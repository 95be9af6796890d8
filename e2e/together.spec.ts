import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, itemPath } from "./run-api";
import { RunPage } from "./run-page";
import { shown } from "./shown";

test("a tick in one browser shows in another at once, with who is here and who did it", async ({ team, run, open }) => {
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  const member = new RunPage(await open(team.member, `/runs/${run.id}`));
  await expect(lead.hereNow.getByRole("img", { name: "Mona Member, here now" })).toBeVisible();
  await expect(member.hereNow.getByRole("img", { name: "Leo Lead, here now" })).toBeVisible();

  const seen = member.boxAs(items.dump, "passed").waitFor();
  const began = performance.now();
  await lead.box(items.dump).click();
  await seen;
  const took = performance.now() - began;
  test.info().annotations.push({ type: "tick seen by the other after", description: `${Math.round(took)} ms` });
  expect(took).toBeLessThan(2000);

  await member.inspect(items.dump);
  await expect(member.inspector).toContainText("by Leo Lead");
  await expect(lead.page.getByRole("img", { name: "Mona Member, here now" })).toHaveCount(2);
  await expect(member.answers).toContainText("2 critical");
});

test("who was slower is told what the other did, and decides again", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const member = new RunPage(page);
  await expect(member.hereNow).toBeVisible();
  await page.context().setOffline(true);
  await member.box(items.pager).click();
  await expect(shown(page, "1 change not sent yet; trying again")).toBeVisible();
  await expect(member.boxAs(items.pager, "passed, waiting for the network")).toBeVisible();

  await change(team.lead, run.id, items.pager, { state: "failed", reason: "No page arrived" });
  await page.context().setOffline(false);
  await expect(member.notices).toContainText(/Leo Lead failed this at \d\d:\d\d/);
  await expect(member.notices).toContainText("Your change to passed was not saved.");
  await expect(member.boxAs(items.pager, "failed")).toBeVisible();

  // Hidden from screen readers until it has the focus: they were told the words already.
  await page.getByRole("button", { name: "Do it anyway", includeHidden: true }).click();
  await expect(member.boxAs(items.pager, "passed")).toBeVisible();
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await expect(lead.boxAs(items.pager, "passed")).toBeVisible();
});

test("nothing is lost over a broken connection, in either direction", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const member = new RunPage(page);
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await expect(lead.hereNow.getByRole("img", { name: "Mona Member, here now" })).toBeVisible();

  await page.context().setOffline(true);
  await member.box(items.dump).click();
  await member.box(items.switch).click();
  await expect(shown(page, "2 changes not sent yet; trying again")).toBeVisible();
  await lead.box(items.watch).click();
  await expect(lead.boxAs(items.watch, "passed")).toBeVisible();
  await expect(lead.boxAs(items.dump, "open")).toBeVisible();

  await page.context().setOffline(false);
  for (const screen of [member, lead])
    for (const title of [items.dump, items.switch, items.watch])
      await expect(screen.boxAs(title, "passed")).toBeVisible();
  await expect(page.getByText("not sent yet")).toHaveCount(0);
  await expect(page.getByText("Connection lost")).toHaveCount(0);

  const history = await json(team.lead.api.get(`/api/v1/runs/${run.id}/audit?limit=200`));
  expect(history.items.filter(({ action }) => String(action) === "item.passed")).toHaveLength(3);
});

test("comments and evidence of others appear in an open inspector", async ({ team, run, open }) => {
  const member = new RunPage(await open(team.member, `/runs/${run.id}`));
  await member.inspect(items.rows);
  await expect(member.inspector).toContainText("Nothing attached yet.");
  const at = (rest: string) => itemPath(run.id, "row-counts-agree", rest);
  await json(team.lead.api.post(at("/comments"), { data: { body: "Counted twice" } }));
  await expect(member.inspector.getByText("Counted twice").first()).toBeVisible();
  await json(team.lead.api.post(at("/evidence"), { data: { kind: "note", title: "Counts", text: "42 = 42" } }));
  await expect(member.inspector.getByText("42 = 42")).toBeVisible();
});
