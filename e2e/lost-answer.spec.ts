import type { Page } from "@playwright/test";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";
import type { Person } from "./team";

/** The server handles what is sent there, and the first answers never arrive; returns the keys they went under. */
async function loseAnswers(page: Page, address: RegExp, lost: number): Promise<string[]> {
  const keys: string[] = [];
  await page.route(address, async (route) => {
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    if (keys.length > lost) return route.continue();
    await route.fetch();
    return route.abort("internetdisconnected");
  });
  return keys;
}

async function countOf(person: Person, runId: string, action: string): Promise<number> {
  const history = await json(person.api.get(`/api/v1/runs/${runId}/audit?limit=200`));
  return history.items.filter((entry) => String(entry.action) === action).length;
}

for (const [how, lost] of [
  ["the run shows it", 2],
  ["the run can't be read either", 2],
] as const)
  test(`a signature whose answer was lost shows as signed, once: ${how}`, async ({ team, run, open }) => {
    await passAll(team.member, run.id);
    const page = await open(team.security, `/runs/${run.id}/poll`);
    const security = new PollPage(page);
    const keys = await loseAnswers(page, /\/signoffs\/[^/]+\/signatures$/, lost);
    const snapshot = /\/runs\/[^/]+\/snapshot$/;
    const dialog = await security.decide("Security Lead", "GO");
    await dialog.getByLabel("Your password").fill(team.security.password);
    if (how !== "the run shows it") await page.route(snapshot, (route) => route.abort("internetdisconnected"));
    await dialog.getByRole("button", { name: /^Sign: / }).click();
    await expect(security.notices).toContainText("Signed");
    await expect(dialog).toBeHidden();
    await page.unroute(snapshot);
    await expect(security.station("Security Lead")).toContainText("Sena Security");
    expect(new Set(keys).size).toBe(1);
    expect(await countOf(team.lead, run.id, "signature.given")).toBe(1);
  });

test("an override whose answers were lost is asked for and confirmed, once", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  const leadPage = await open(team.lead, `/runs/${run.id}/poll`);
  const lead = new PollPage(leadPage);
  const deploy = lead.gate("May we deploy?");
  await loseAnswers(leadPage, /\/overrides\/[^/]+\/sign$/, 2);
  await deploy.getByRole("button", { name: "Ask for an override" }).click();
  const dialog = lead.ceremony;
  await dialog.getByLabel(/^Why must it be passed/).fill("The pager is fixed tomorrow");
  await dialog.getByLabel("Until").fill(new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16));
  await dialog.getByRole("button", { name: "Read the statement" }).click();
  await dialog.getByLabel("Your password").fill(team.lead.password);
  await dialog.getByRole("button", { name: "Ask for the override" }).click();
  await expect(deploy).toContainText("Leo Lead asks for an override, as lead");
  await expect(dialog).toBeHidden();

  const ownerPage = await open(team.owner, `/runs/${run.id}/poll`);
  await loseAnswers(ownerPage, /\/overrides\/[^/]+\/sign$/, 2);
  const owner = new PollPage(ownerPage);
  const theirs = owner.gate("May we deploy?");
  await theirs.getByRole("button", { name: "Read and confirm" }).click();
  const second = owner.ceremony;
  await second.getByLabel("Your password").fill(team.owner.password);
  await second.getByRole("button", { name: "Confirm the override" }).click();
  await expect(theirs).toContainText("Overridden, not GO");
  await expect(second).toBeHidden();
  expect(await countOf(team.lead, run.id, "override.asked")).toBe(1);
  expect(await countOf(team.lead, run.id, "override.confirmed")).toBe(1);
});
