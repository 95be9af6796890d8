import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { change, passAll, sign } from "./run-api";

test("the dashboard names the verdict, who blocks, and leads to the run", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.dump, items.switch, items.watch]);
  await change(team.lead, run.id, items.dump, { assignee: team.owner.email });
  const page = await open(team.owner, "/");
  const row = page.getByRole("row", { name: run.name });
  await expect(row).toContainText("NO-GO");
  await expect(row).toContainText("Olga Owner");
  await expect(row.getByRole("img", { name: /1 critical/ })).toBeVisible();

  const blockers = page.getByRole("region", { name: "Who is blocking go-live" });
  const olga = blockers.getByRole("listitem").filter({ has: page.getByText("Olga Owner", { exact: true }) });
  await expect(olga).toContainText(`${run.name} ${items.dump}`);
  await olga.getByRole("link", { name: run.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(run.name);

  await passAll(team.member, run.id);
  await page.getByRole("link", { name: "Readiness", exact: true }).first().click();
  await expect(row).toContainText("Leo Lead may declare GO");
  await expect(row).not.toContainText("NO-GO");
});

test("the readiness of a run is the same on the dashboard, in the run and over HTTP", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  await sign(team.lead, run.id, "technical-lead");
  const answer = await team.owner.api.get(`/api/v1/runs/${run.id}/readiness`);
  const { score, verdict } = await answer.json();
  expect(verdict).toBe("no_go");
  const dashboard = await (await team.owner.api.get("/api/v1/dashboard")).json();
  expect(dashboard.runs.find(({ id }: { id: string }) => id === run.id)).toMatchObject({ score, verdict });
  const page = await open(team.owner, `/runs/${run.id}`);
  await expect(page.getByRole("region", { name: "Go or no-go" })).toContainText(`${score} of 100`);
});

test("a printed run has its four answers and its items, and nothing to press", async ({ team, run, open }) => {
  const page = await open(team.lead, `/runs/${run.id}`);
  await expect(page.getByRole("button", { name: "Edit run and roster" })).toBeVisible();
  await page.setViewportSize({ width: 688, height: 980 });
  await page.emulateMedia({ media: "print" });
  const answers = page.getByRole("region", { name: "Go or no-go" });
  for (const question of ["Can we deploy?", "Why not?", "When?", "Next action"])
    await expect(answers.getByText(question, { exact: true })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: new RegExp(`^${items.dump}`) })).toBeVisible();
  for (const pressed of ["Edit run and roster", "Mine"])
    await expect(page.getByRole("button", { name: pressed, exact: true })).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Run" })).toBeHidden();
  await expect(page.getByText("Skip to content")).toBeHidden();
});
