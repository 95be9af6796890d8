import { afterAll, beforeAll, expect, it } from "vitest";
import { runSummary } from "@/lib/domain/dashboard";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDashboard } from "./dashboard.read";
import { changeItem } from "./item.write";
import { nudgePerson } from "./nudge.write";
import { editRun } from "./run-edit.write";
import { listRuns } from "./run-list.read";
import { readSnapshot } from "./run-snapshot.read";
import { refreshSummaries } from "./run-summary.write";

let world: World;
let runs: string[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  const templateId = await createTemplate(world);
  runs = [];
  for (const name of ["One", "Two", "Three", "Four", "Five"]) runs.push(await createRun(world, templateId, name));
});
afterAll(() => world.db.$disconnect());

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

/** What the dashboard must say: computed from the rows, without anything stored. */
async function computed(now: Date) {
  return Promise.all(
    runs.map(async (id) => {
      const snapshot = await readSnapshot(world.db, world.workspaceId, id);
      if (!snapshot) throw new Error("no snapshot");
      return runSummary(snapshot, now.toISOString());
    }),
  );
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

it("is exact when nothing is stored, when all is, and after a tick", async () => {
  const ctx = (minutes: number) => as(world, world.people.auditor, later(minutes));
  for (const minutes of [0, 1]) {
    const dashboard = value(await readDashboard(ctx(minutes)));
    expect(dashboard.runs.toSorted(byName)).toEqual((await computed(later(minutes))).sort(byName));
  }
  const lead = as(world, world.people.lead, later(2));
  value(await changeItem(lead, runs[1] ?? "", "notes-written", { state: "passed", version: 1 }));
  const dashboard = value(await readDashboard(ctx(3)));
  expect(dashboard.runs.toSorted(byName)).toEqual((await computed(later(3))).sort(byName));
  expect(new Set(dashboard.runs.map(({ score }) => score)).size).toBe(2);
  expect(dashboard.blockers.length).toBeGreaterThan(0);
});

it("keeps what it computed, and lets a newer entry win", async () => {
  const id = runs[2] ?? "";
  value(await readDashboard(as(world, world.people.auditor)));
  const stored = await world.db.run.findUniqueOrThrow({ where: { id } });
  expect(stored.summarySeq).toBe(stored.seq);
  await world.db.run.update({ where: { id }, data: { summary: { format: 0 } } });
  expect(value(await readDashboard(as(world, world.people.auditor))).runs).toHaveLength(5);
  value(await editRun(as(world, world.people.lead), id, { name: "Three again" }));
  const names = value(await readDashboard(as(world, world.people.auditor))).runs.map(({ name }) => name);
  expect(names).toContain("Three again");
});

it("gives everybody who asks at once what holds for them, between changes", async () => {
  const id = runs[1] ?? "";
  const lead = as(world, world.people.lead, later(4));
  const readers = as(world, world.people.auditor, later(4));
  for (const state of ["failed", "passed", "failed"] as const) {
    const version = (
      await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId: id, key: "notes-written" } } })
    ).version;
    const early = [readDashboard(readers), readDashboard(readers)];
    value(await changeItem(lead, id, "notes-written", { state, version, reason: "seen" }));
    const told = await Promise.all([readDashboard(readers), readDashboard(readers), readDashboard(readers)]);
    const exact = (await computed(later(4))).sort(byName);
    for (const dashboard of told) expect(value(dashboard).runs.toSorted(byName)).toEqual(exact);
    await Promise.all(early);
  }
});

it("computes anew once time alone could have changed the verdict", async () => {
  const id = runs[3] ?? "";
  await world.db.run.update({ where: { id }, data: { summaryUntil: later(5), summary: { format: 2, summary: {} } } });
  const dashboard = value(await readDashboard(as(world, world.people.auditor, later(5))));
  expect(dashboard.runs.map(({ id }) => id)).toContain(id);
});

it("computes in the background what a release or time has made stale, once", async () => {
  const id = runs[3] ?? "";
  await refreshSummaries(world.db, later(6));
  await world.db.run.update({ where: { id }, data: { summary: { format: 2, summary: {} } } });
  expect(await refreshSummaries(world.db, later(6))).toBe(1);
  const { summary } = await world.db.run.findUniqueOrThrow({ where: { id } });
  expect(summary).toMatchObject({ summary: { id } });
  expect(await refreshSummaries(world.db, later(6))).toBe(0);
});

it("lists open runs by target and closed ones apart, page by page", async () => {
  value(await editRun(as(world, world.people.lead), runs[4] ?? "", { targetAt: null }));
  value(await editRun(as(world, world.people.lead), runs[0] ?? "", { targetAt: "2026-11-20T13:00:00.123Z" }));
  await world.db.run.update({ where: { id: runs[2] ?? "" }, data: { closedAt: later(1) } });
  await world.db.run.update({ where: { id: runs[3] ?? "" }, data: { closedAt: later(2) } });
  const page = async (closed: boolean) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const list = value(await listRuns(as(world, world.people.auditor), { closed, cursor, limit: 1 }));
      seen.push(...list.items.map(({ id }) => id));
      cursor = list.nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };
  expect(await page(false)).toEqual([runs[0], runs[1], runs[4]]);
  expect(await page(true)).toEqual([runs[3], runs[2]]);
});

it("shows nothing of another workspace", async () => {
  const stranger = as(world, world.people.stranger);
  expect(value(await readDashboard(stranger)).runs).toEqual([]);
  expect(value(await listRuns(stranger, { limit: 50 })).items).toEqual([]);
});

it("says when whoever holds a run up was last nudged in it, and who leads it", async () => {
  const [id = ""] = runs;
  const { lead, member } = world.people;
  value(await changeItem(as(world, lead, later(5)), id, "backup-taken", { assignee: member.email, version: 1 }));
  const told = async () => value(await readDashboard(as(world, world.people.auditor, later(20))));
  expect((await told()).nudged).toEqual({});
  for (const minutes of [6, 12]) value(await nudgePerson(as(world, lead, later(minutes)), id, member.id));
  const { blockers, nudged } = await told();
  expect(nudged).toEqual({ [`${id} ${member.id}`]: later(12).toISOString() });
  const held = blockers.find(({ who }) => who.kind === "person" && who.id === member.id);
  expect(held?.runs).toMatchObject([{ id, leadId: lead.id }]);
});
