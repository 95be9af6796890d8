import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeItem } from "@/lib/data/item.write";
import { refreshSummary } from "@/lib/data/run-summary.write";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { SummaryRefresh } from "./summary-refresh";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

describe("summaries", () => {
  it("follow a burst of changes with one summary a run, of its last entry", async () => {
    const runIds = [
      await createRun(world, await createTemplate(world)),
      await createRun(world, await createTemplate(world)),
    ];
    const done: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const refresh = new SummaryRefresh(world.db, async (db, runId, now) => {
      await refreshSummary(db, runId, now);
      done.push(runId);
      if (done.length === runIds.length) finish();
    });
    for (const runId of runIds) {
      for (const key of ["backup-taken", "notes-written", "deploy-canary"]) {
        value(await changeItem(as(world, world.people.lead), runId, key, { state: "passed", version: 1 }));
      }
    }
    for (let turn = 0; turn < 50; turn += 1) for (const runId of runIds) refresh.schedule(runId);
    await finished;
    expect(done).toEqual(runIds);
    for (const run of await world.db.run.findMany({ where: { id: { in: runIds } } })) {
      expect(run.summarySeq).toBe(run.seq);
      expect(run.summary).not.toBeNull();
    }
  });
});
