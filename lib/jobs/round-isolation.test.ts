import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "@/lib/data/database";
import { addEvidence } from "@/lib/data/evidence.write";
import { declareGo } from "@/lib/data/gate.write";
import { changeItem } from "@/lib/data/item.write";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { runDueJobs } from "./run-job";
import { ensureRepeating } from "./worker";

let world: World;
let superuser: Database;
let templateId: string;
const told: string[] = [];

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  superuser = openDatabase(urls.superuser, 2);
  templateId = await createTemplate(
    world,
    documentOf(
      phase("before", [item("backup", { evidence: "output", age: 60 })]),
      gate("deploy"),
      phase("deploying", [item("roll-out")], { stage: "during" }),
      phase("after", [item("errors", { recurs: { everyMinutes: 60, text: "Every hour" }, due: "T+24h" })], {
        stage: "after",
      }),
    ),
  );
  vi.spyOn(console, "error").mockImplementation((text) => told.push(String(text)));
});
beforeEach(async () => {
  told.length = 0;
  await world.db.job.deleteMany();
  await world.db.run.updateMany({ data: { closedAt: testNow } });
});
afterAll(() => Promise.all([world.db.$disconnect(), superuser.$disconnect()]));

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const lead = (n = 0) => as(world, world.people.lead, minutes(n));
const output = { kind: "output", title: "pg_dump", text: "done\n" } as const;

/** Its backup is proven until an hour after `from`. */
async function startProven(from = 0): Promise<string> {
  const runId = await createRun(world, templateId);
  value(await addEvidence(lead(from), runId, "backup", output));
  value(await changeItem(lead(from), runId, "backup", { state: "passed", version: 1 }));
  return runId;
}

/** Every row a table gets for a run is refused by the database, until the answer is called. */
async function breakTable(table: string, runId: string): Promise<() => Promise<void>> {
  await superuser.$executeRawUnsafe(`create function break_run() returns trigger language plpgsql as $f$ begin
    if new.run_id = '${runId}' then raise exception 'a broken run'; end if; return new; end $f$`);
  await superuser.$executeRawUnsafe(
    `create trigger break_run before insert or update on ${table} for each row execute function break_run()`,
  );
  return async () => void (await superuser.$executeRawUnsafe("drop function break_run cascade"));
}

async function begin(): Promise<void> {
  await ensureRepeating(world.db, testNow);
  await world.db.job.deleteMany({ where: { name: { in: ["summary.refresh", "job.prune"] } } });
}
const stateOf = async (runId: string) =>
  (await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key: "backup" } } })).state;

it("reopens in all other runs when one fails, tells of it, and tries that one again until it works", async () => {
  const runs = [await startProven(), await startProven(1), await startProven(2)];
  const [first = "", ...others] = runs;
  await begin();
  const mend = await breakTable("run_item", first);
  await runDueJobs(world.db, minutes(65));
  expect(await Promise.all(others.map(stateOf))).toEqual(["open", "open"]);
  expect(await stateOf(first)).toBe("passed");
  expect(told.filter((text) => text.includes(first) && text.includes("a broken run"))).not.toEqual([]);
  // Long after its evidence ran out, when no round would look back as far by itself.
  await runDueJobs(world.db, minutes(90));
  await runDueJobs(world.db, minutes(95));
  expect(await stateOf(first)).toBe("passed");
  await mend();
  await runDueJobs(world.db, minutes(97));
  expect(await stateOf(first)).toBe("open");
  const { payload } = await world.db.job.findFirstOrThrow({ where: { name: "evidence.reopen" } });
  expect(payload).toEqual({ since: minutes(96).toISOString() });
});

it("comes to a run behind hundreds whose evidence ran out in the same minute and that need nothing", async () => {
  const superseded = await startProven();
  value(await addEvidence(lead(30), superseded, "backup", output));
  await copyRun(superseded, 250);
  const behind = await startProven(0.9);
  await begin();
  await runDueJobs(world.db, minutes(61));
  expect(await stateOf(superseded)).toBe("passed");
  expect(await stateOf(behind)).toBe("open");
});

/** Rows that say the same of other runs. */
async function copyRun(runId: string, count: number): Promise<void> {
  for (const [table, id] of [
    ["run", "id"],
    ["run_item", "run_id"],
    ["evidence", "run_id"],
  ] as const) {
    const own = table === "evidence" ? `, 'id', gen_random_uuid()` : "";
    await superuser.$executeRawUnsafe(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${id}', 'copy ' || n${own}))).*
       from ${table} t, generate_series(1, ${count}) n where t.${id} = '${runId}'`,
    );
  }
}

it("passes missed checks on in all other runs when one fails, tells of it, and tries that one again", async () => {
  const runs = [await startLive(), await startLive()].toSorted();
  const [first = "", second = ""] = runs;
  await begin();
  const mend = await breakTable("occurrence_escalation", first);
  await runDueJobs(world.db, minutes(180));
  const passedOn = (runId: string) => world.db.occurrenceEscalation.count({ where: { runId } });
  expect(await passedOn(first)).toBe(0);
  expect(await passedOn(second)).toBeGreaterThan(0);
  expect(told.filter((text) => text.includes(first) && text.includes("a broken run"))).not.toEqual([]);
  await mend();
  await runDueJobs(world.db, minutes(181));
  expect(await passedOn(first)).toBe(await passedOn(second));
});

async function startLive(): Promise<string> {
  const runId = await startProven(-10);
  value(await declareGo(lead(-5), runId, "deploy", {}));
  value(await changeItem(lead(), runId, "roll-out", { state: "passed", version: 1 }));
  return runId;
}
