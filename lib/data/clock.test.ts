import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readAfter } from "./after.read";
import { type Database, openDatabase } from "./database";
import { declareGo } from "./gate.write";
import { changeItem } from "./item.write";
import { recordOccurrences } from "./occurrence.write";
import { editRun } from "./run-edit.write";
import { readSteps } from "./steps.read";

let world: World;
let appUrl: string;
const opened: Database[] = [];

beforeAll(async () => {
  appUrl = (await testDatabase()).app;
  world = await createWorld(appUrl);
});
afterAll(async () => {
  for (const db of [world.db, ...opened]) await db.$disconnect();
});

/** Somebody at a time, through an instance that has just been started. */
function restarted(now: Date, who = world.people.lead) {
  const db = openDatabase(appUrl, 2);
  opened.push(db);
  return { ...as(world, who, now), db };
}
const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const passed = { state: "passed", version: 1 } as const;

describe("a hold that runs", () => {
  const document = documentOf(
    phase("before", [item("backup")]),
    gate("deploy"),
    phase("deploying", [item("five", { hold: { minutes: 5, traffic: 5 } }), item("all")], { stage: "during" }),
  );

  it("goes on over a restart and a clock that jumps, and can't be cut short by either", async () => {
    const runId = await createRun(world, await createTemplate(world, document));
    const lead = (n: number) => as(world, world.people.lead, minutes(n));
    value(await changeItem(lead(-20), runId, "backup", passed));
    value(await declareGo(lead(-10), runId, "deploy", {}));
    value(await changeItem(lead(0), runId, "five", { state: "in_progress", version: 1 }));
    for (const now of [minutes(3), minutes(-60)]) {
      const held = value(await readSteps(restarted(now), runId)).steps[0];
      expect(held).toMatchObject({ status: "held", hold: { endsAt: minutes(5).toISOString() } });
      const early = await changeItem(restarted(now, world.people.member), runId, "five", {
        state: "passed",
        version: 2,
      });
      expect(early).toMatchObject({ code: "hold_running" });
    }
    expect(await changeItem(restarted(minutes(5)), runId, "five", { state: "passed", version: 2 })).toMatchObject({
      ok: true,
    });
  });
});

describe("a daily check when the clocks change", () => {
  const document = documentOf(
    phase("before", [item("backup")]),
    gate("deploy"),
    phase("deploying", [item("roll-out")], { stage: "during" }),
    phase(
      "after",
      [
        item("trend", { recurs: { everyMinutes: 1440, text: "Daily", forMinutes: 4 * 1440 } }),
        item("errors", { recurs: { everyMinutes: 60, text: "Hourly", forMinutes: 4 * 1440 } }),
      ],
      { stage: "after" },
    ),
  );

  it.each([
    ["spring", "2027-03-27T08:00:00.000Z", ["2027-03-28T07:00", "2027-03-29T07:00", "2027-03-30T07:00"]],
    ["autumn", "2027-10-30T07:00:00.000Z", ["2027-10-31T08:00", "2027-11-01T08:00", "2027-11-02T08:00"]],
  ])("stays at its time on the wall in %s, while hourly ones stay an hour apart", async (_, live, daily) => {
    const at = (n: number) => new Date(Date.parse(live) + n * 60_000);
    const runId = await createRun(world, await createTemplate(world, document));
    const lead = (n: number) => as(world, world.people.lead, at(n));
    value(await editRun(lead(-90), runId, { timeZone: "Europe/Berlin" }));
    value(await changeItem(lead(-60), runId, "backup", passed));
    value(await declareGo(lead(-30), runId, "deploy", {}));
    value(await changeItem(lead(0), runId, "roll-out", passed));
    const { checks } = value(await readAfter(restarted(at(1)), runId));
    expect(checks[0]?.turns.slice(0, 3).map(({ dueAt }) => dueAt.slice(0, 16))).toEqual(daily);
    const hourly = checks[1]?.turns.map(({ dueAt }) => Date.parse(dueAt)) ?? [];
    expect(new Set(hourly.slice(1).map((ms, n) => ms - (hourly[n] ?? 0)))).toEqual(new Set([3_600_000]));
    const [first] = checks[0]?.turns ?? [];
    const due = { ...as(world, world.people.lead, new Date(first?.dueAt ?? 0)) };
    const turns = [{ key: "trend", number: 1, version: 0 }];
    expect(await recordOccurrences(due, runId, { turns, outcome: "done" })).toMatchObject({ ok: true });
  });
});
