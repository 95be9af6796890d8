import { afterAll, beforeAll, expect, it } from "vitest";
import { filterQuery } from "@/lib/domain/dashboard-filter";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDashboard } from "./dashboard.read";
import { visitDashboard } from "./dashboard-visit.write";
import { changeItem } from "./item.write";
import { readMyWork } from "./my-work.read";
import { readPastRuns } from "./past-runs.read";
import { listViews } from "./saved-view.read";
import { removeView, saveView } from "./saved-view.write";

let world: World;
let runs: string[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  const templateId = await createTemplate(world);
  runs = [];
  for (const name of ["One", "Two", "Drill"]) runs.push(await createRun(world, templateId, name));
});
afterAll(() => world.db.$disconnect());

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const day = 24 * 60;

it("says where a run stood the day before", async () => {
  const auditor = (minutes: number) => as(world, world.people.auditor, later(minutes));
  const first = value(await readDashboard(auditor(0)));
  expect(first.trends).toEqual({});
  const [id = ""] = runs;
  const lead = as(world, world.people.lead, later(day));
  value(await changeItem(lead, id, "notes-written", { state: "passed", version: 1 }));
  const next = value(await readDashboard(auditor(day + 1)));
  expect(next.trends[id]).toEqual({ day: "2026-11-20", verdict: "no_go", score: 0 });
  expect(next.runs.find((run) => run.id === id)?.score).toBeGreaterThan(0);
});

it("filters, and counts all the same", async () => {
  const found = value(await readDashboard(as(world, world.people.auditor, later(day + 2)), { q: "two", limit: 1 }));
  expect(found.runs.map(({ name }) => name)).toEqual(["Two"]);
  expect(found).toMatchObject({ matching: 1, total: 3, counts: { no_go: 3 } });
});

it("tells each visitor what changed since they looked", async () => {
  const owner = (minutes: number) => as(world, world.people.owner, later(minutes));
  const start = day + 10;
  expect(value(await visitDashboard(owner(start)))).toEqual({ since: null, changes: [], more: 0 });
  const id = await createRun(world, (await world.db.template.findFirstOrThrow()).id, "Three");
  expect(value(await visitDashboard(owner(start + 30))).since).toBe(later(start).toISOString());
  const next = value(await visitDashboard(owner(start + 3 * 60)));
  expect(next.since).toBe(later(start + 30).toISOString());
  const again = value(await visitDashboard(owner(start + 3 * 60 + 5)));
  expect(again).toEqual(next);
  expect(value(await visitDashboard(as(world, world.people.stranger, later(start + 500)))).changes).toEqual([]);
  expect(id).not.toBe("");
});

it("gives everybody their own work, and a stranger none", async () => {
  const mona = value(await readMyWork(as(world, world.people.member)));
  expect(mona.runs).toBeGreaterThan(2);
  expect([...mona.now, ...mona.later, ...mona.sign].length).toBeGreaterThan(0);
  const stranger = value(await readMyWork(as(world, world.people.stranger)));
  expect(stranger).toMatchObject({ runs: 0, now: [], sign: [], free: [] });
});

it("shows how closed runs went, in this workspace alone", async () => {
  const id = runs[1] ?? "";
  const lead = as(world, world.people.lead, later(3 * day));
  value(await changeItem(lead, id, "notes-written", { state: "failed", reason: "none", version: 1 }));
  await world.db.run.update({ where: { id }, data: { closedAt: later(3 * day) } });
  const past = value(await readPastRuns(as(world, world.people.auditor, later(4 * day))));
  expect(past.runs).toMatchObject([{ id, name: "Two", goAt: null, lateMinutes: null, outcome: "closed" }]);
  expect(past.slips).toMatchObject([{ key: "notes-written", failed: 1, runs: 1 }]);
  expect(value(await readPastRuns(as(world, world.people.stranger))).runs).toEqual([]);
});

it("keeps views for oneself, or for all", async () => {
  const lead = as(world, world.people.lead);
  const query = filterQuery({ late: true });
  const own = value(await saveView(lead, { name: "Late", query, shared: false }));
  const shared = value(await saveView(lead, { name: "All", query: "", shared: true }));
  expect(value(await saveView(lead, { name: "Late", query, shared: false })).id).toBe(own.id);
  const names = async (who: keyof World["people"]) =>
    value(await listViews(as(world, world.people[who]), { limit: 9 })).items.map(({ name, mine }) => [name, mine]);
  expect(await names("lead")).toEqual([
    ["All", true],
    ["Late", true],
  ]);
  expect(await names("member")).toEqual([["All", false]]);
  expect(await names("stranger")).toEqual([]);
  expect(await removeView(as(world, world.people.member), own.id)).toMatchObject({ code: "not_found" });
  expect(await removeView(as(world, world.people.member), shared.id)).toMatchObject({ code: "forbidden" });
  expect(await removeView(as(world, world.people.stranger), shared.id)).toMatchObject({ code: "not_found" });
  value(await removeView(as(world, world.people.admin), shared.id));
  value(await removeView(lead, own.id));
});
