import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { passAll } from "./run-api";

const hour = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

test("a manager's morning: what changed, what is late, whom it waits for, as a file and as a saved view", async ({
  team,
  run,
  open,
}) => {
  await json(team.owner.api.post("/api/v1/dashboard/visit", { data: {} }));
  await passAll(team.member, run.id, [items.dump]);
  const page = await open(team.owner, "/");
  await expect(page.getByRole("heading", { name: /^Since your last visit/ })).toBeVisible();
  const filter = page.getByRole("search", { name: "Filter runs" });
  await filter.getByRole("searchbox").fill(run.name);
  await expect(page.getByRole("row", { name: run.name })).toBeVisible();
  await expect(page.getByRole("table", { name: "Open runs" }).getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/\?q=/);

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Save what I see as" }).fill(`Mine ${run.name}`.slice(0, 50));
  await page.getByRole("checkbox", { name: "Share with everybody here" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Mine Ledger/ })).toBeVisible();
  await page.keyboard.press("Escape");

  const shared = await open(team.lead, page.url().replace(/^https?:\/\/[^/]+/, ""));
  await expect(shared.getByRole("table", { name: "Open runs" }).getByRole("row")).toHaveCount(2);
  const file = await team.lead.api.get(`/api/v1/dashboard/export?q=${encodeURIComponent(run.name)}`);
  expect((await file.text()).trim().split("\r\n")).toHaveLength(2);
  await filter.getByRole("searchbox").fill("nothing is called this");
  await expect(page.getByRole("heading", { name: "No open run is like that" })).toBeVisible();
});

test("my work leads by keyboard to what can be done now", async ({ team, run, open }) => {
  const page = await open(team.lead, "/");
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/\/work$/);
  await passAll(team.member, run.id);
  await page.reload();
  const now = page.getByRole("region", { name: "You can do now" });
  const line = now.getByRole("listitem").filter({ hasText: run.name }).first();
  await expect(line).toContainText("Record the decision");
  await page.keyboard.press("j");
  await expect(now.getByRole("link").first()).toBeFocused();
  await line.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/runs/${run.id}/poll`));
});

test("a freeze keeps GO away until it is taken away, in the run, on the calendar and for pipelines", async ({
  team,
  run,
  open,
}) => {
  const environment = `frozen-${run.id.slice(-6)}`;
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { environment, targetAt: soon(2) } }));
  await passAll(team.member, run.id);
  // The first gate asks nobody's signature.
  const gate = `/api/v1/runs/${run.id}/gate`;
  expect((await team.lead.api.get(gate)).status()).toBe(200);

  const page = await open(team.owner, "/calendar");
  await page.getByRole("button", { name: "New freeze" }).click();
  const dialog = page.getByRole("dialog", { name: "New freeze" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill(`Stocktaking ${environment}`);
  const local = (hours: number) =>
    page.evaluate((ms) => {
      const at = new Date(Date.now() + ms);
      return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    }, hours * hour);
  await dialog.getByLabel(/^From/).fill(await local(-1));
  await dialog.getByLabel("Until").fill(await local(24));
  await dialog.getByRole("textbox", { name: /^Environments/ }).fill(environment);
  await dialog.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Freezes" })).toContainText(`Stocktaking ${environment}`);
  await expect(page.getByRole("region", { name: "Freezes" })).toContainText("1 target in it");

  const answer = await team.lead.api.get(gate);
  expect(answer.status()).toBe(409);
  expect((await answer.json()).reasons[0].code).toBe("frozen");
  const screen = await open(team.lead, `/runs/${run.id}`);
  await expect(screen.getByRole("region", { name: "Go or no-go" })).toContainText("NO-GO");

  await page.getByRole("button", { name: `Change the freeze Stocktaking ${environment}` }).click();
  await page.getByRole("button", { name: "Take away" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take away" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(screen.getByRole("region", { name: "Go or no-go" })).not.toContainText("NO-GO");
  expect((await team.lead.api.get(gate)).status()).toBe(200);
});

test("the wall shows a run live, with nothing to press", async ({ team, run, open }) => {
  const page = await open(team.member, `/wall/${run.id}`);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText("NO-GO");
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("status")).toContainText("live");
  const before = await verdict.textContent();
  await passAll(team.member, run.id);
  await expect(verdict).not.toHaveText(before ?? "");
});
