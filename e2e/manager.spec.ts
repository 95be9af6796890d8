import type { Page } from "@playwright/test";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { hasMailbox, mailTo } from "./mailbox";
import { change, passAll } from "./run-api";
import { join } from "./team";

const hour = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

test("a manager's morning: what changed, what is late, whom it waits for, as a file and as a saved view", async ({
  team,
  run,
  open,
}) => {
  await json(team.owner.api.post("/api/v1/dashboard/visit", { data: {} }));
  await passAll(team.member, run.id, [items.dump]);
  await change(team.lead, run.id, items.dump, { assignee: team.member.email });
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { targetAt: soon(0.1) } }));
  const page = await open(team.owner, "/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/late by/);
  await expect(page.getByRole("heading", { name: /^Since your last visit/ })).toBeVisible();
  const filter = page.getByRole("search", { name: "Filter runs" });
  await filter.getByRole("searchbox").fill(run.name);
  const row = page.getByRole("row", { name: run.name });
  // More work than the six minutes before the target hold; and whoever holds it.
  await expect(row).toContainText(/late by \d+ min/);
  await expect(row).toContainText("Mona Member");
  await expect(page.getByRole("region", { name: "Who is blocking go-live" })).toContainText("Mona Member");
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

const heavy = `---
gonogo: 1
---

# Vault

## Before {stage=before}

- [ ] Every lock is changed {severity=critical estimate=60h #locks}

> **May we open it?** {gate asks=deploy #open}
`;

test("a lead nudges from the list of blockers: it is recorded, told, and not again for a while", async ({
  team,
  open,
  baseURL,
}) => {
  const name = `Nora ${Date.now().toString(36)}`;
  const email = `${name.replace(" ", ".").toLowerCase()}@example.test`;
  const nora = await join(baseURL ?? "", team.owner, { name, email, roles: ["member"] });
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: heavy } }));
  const about = { templateId: template.id, name: `Vault of ${name}`, environment: "production", targetAt: soon(1) };
  const data = { ...about, roster: { contributor: [email] } };
  const { id } = await json(team.lead.api.post("/api/v1/runs", { data }));
  await change(team.lead, id, "Every lock is changed", { assignee: email });

  const page = await open(team.lead, "/");
  const held = (of: Page) =>
    of
      .getByRole("region", { name: "Who is blocking go-live" })
      .getByRole("listitem")
      .filter({ has: of.getByText(name, { exact: true }) });
  await held(page).getByRole("button", { name: "Nudge" }).click();
  await expect(held(page)).toContainText(/Asked again just now, next in [45] min/);
  await expect(held(page).getByRole("button", { name: "Nudge" })).toBeDisabled();

  // Everybody sees that they were asked; only the lead of the run asks.
  const manager = await open(team.owner, "/");
  await expect(held(manager)).toContainText("Asked again just now");
  await expect(held(manager).getByRole("button", { name: "Nudge" })).toHaveCount(0);

  // A browser whose date is three days ahead says the same: times go by the server's.
  await page.addInitScript((ahead) => {
    const now = Date.now;
    Date.now = () => now() + ahead;
  }, 3 * 86_400_000);
  await page.reload();
  // The list of keys opens once the page is alive, and its clock with it.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(held(page)).toContainText("Asked again just now");
  await expect(held(page).getByRole("button", { name: "Nudge" })).toBeDisabled();
  const { items: entries } = await json(team.lead.api.get(`/api/v1/runs/${id}/audit?limit=50`));
  expect(entries).toContainEqual(expect.objectContaining({ action: "work.nudged" }));
  await page.goto(`/runs/${id}/readiness`);
  await expect(page.getByRole("button", { name: "Nudge" })).toBeDisabled();
  const asked = await open(nora, "/work");
  await expect(asked.getByRole("complementary", { name: "You are asked" })).toContainText(about.name);
  if (hasMailbox) await mailTo(email, about.name);
  await change(nora, id, "Every lock is changed", { state: "passed" });
  await nora.api.dispose();
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
