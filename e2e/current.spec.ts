import type { Page } from "@playwright/test";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change } from "./run-api";
import { RunPage } from "./run-page";
import { shown } from "./shown";

/** Makes the page's reads of an address fail until it is let go, as the network does or as a server with too much to do. */
async function lose(page: Page, address: RegExp, how: "network" | "limit" = "network"): Promise<() => Promise<void>> {
  await page.route(address, (route) =>
    how === "network"
      ? route.abort("internetdisconnected")
      : route.fulfill({ status: 429, headers: { "retry-after": "1" }, json: { code: "too_many_requests" } }),
  );
  return () => page.unroute(address);
}

const artefactOf = (page: Page) => page.getByRole("definition").filter({ hasText: /^3\.\d\.0$/ });

for (const how of ["network", "limit"] as const)
  test(`a lost read (${how}) shows beside the verdict, and is made up for by itself`, async ({ team, run, open }) => {
    const page = await open(team.member, `/runs/${run.id}`);
    const member = new RunPage(page);
    await member.listens();
    const notCurrent = member.answers.getByText(/^Not current since \d\d:\d\d$/);
    await expect(notCurrent).toHaveCount(0);
    const found = await lose(page, /\/api\/v1\/runs\/[^/]+\/snapshot$/, how);
    await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { artefact: { version: "3.2.0" } } }));
    await expect(notCurrent).toBeVisible();
    await expect(shown(page, "The newest changes could not be read; trying again")).toBeVisible();
    await expect(artefactOf(page)).toHaveText("3.1.0");

    // A row of its own still shows at once; it doesn't make up for the entry before it.
    await change(team.lead, run.id, items.pager, { state: "failed", reason: "No page arrived" });
    await expect(member.boxAs(items.pager, "failed")).toBeVisible();
    await expect(notCurrent).toBeVisible();

    await found();
    await expect(artefactOf(page)).toHaveText("3.2.0");
    await expect(notCurrent).toHaveCount(0);
    await expect(page.getByText("could not be read")).toHaveCount(0);
  });

test("what was lost is read as soon as the network is back", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const member = new RunPage(page);
  await member.listens();
  const found = await lose(page, /\/api\/v1\/runs\/[^/]+\/snapshot$/);
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { artefact: { version: "3.2.0" } } }));
  await expect(member.answers.getByText("Not current")).toBeVisible();
  await page.context().setOffline(true);
  await found();
  await page.context().setOffline(false);
  await expect(artefactOf(page)).toHaveText("3.2.0");
  await expect(member.answers.getByText("Not current")).toHaveCount(0);
});

test("the wall isn't live while a change could not be read", async ({ team, run, open }) => {
  const page = await open(team.member, `/wall/${run.id}`);
  await expect(page.getByRole("status")).toContainText(/^live/);
  const found = await lose(page, /\/api\/v1\/runs\/[^/]+\/summary$/);
  await change(team.lead, run.id, items.pager, { state: "failed", reason: "No page arrived" });
  await expect(page.getByRole("status")).toContainText("not live");
  await found();
  await expect(page.getByRole("status")).toContainText(/^live/);
});

for (const [path, address] of [
  ["/", /\/api\/v1\/dashboard(\?.*)?$/],
  ["/work", /\/api\/v1\/work$/],
] as const)
  test(`${path} says when it is old, and recovers`, async ({ team, run: _, open }) => {
    const page = await open(team.lead, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const look = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const found = await lose(page, address);
    // Until the page listens, nobody hears that it is looked at.
    await expect(async () => {
      await look();
      await expect(shown(page, "The server didn’t answer the last time")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await found();
    await look();
    await expect(page.getByText("The server didn’t answer the last time")).toHaveCount(0);
  });
