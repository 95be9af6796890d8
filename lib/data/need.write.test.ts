import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { changeNeed } from "./need.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

async function startedRun(): Promise<string> {
  return createRun(world, await createTemplate(world));
}
const seqOf = async (runId: string) => (await world.db.run.findUniqueOrThrow({ where: { id: runId } })).seq;
const waits = { key: "notes-written", need: "backup-taken", needed: true };

describe("changeNeed", () => {
  it("makes an item wait in the run's own document, with one entry; the same again records nothing", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    expect(await changeNeed(lead, runId, waits)).toMatchObject({ ok: true, value: { needs: [waits] } });
    const seq = await seqOf(runId);
    expect(await changeNeed(lead, runId, waits)).toMatchObject({ ok: true });
    expect(await seqOf(runId)).toBe(seq);
    const entry = await world.db.auditEntry.findFirstOrThrow({ where: { chainId: runId }, orderBy: { seq: "desc" } });
    expect(JSON.parse(entry.body)).toMatchObject({
      action: "need.added",
      subject: { kind: "need", key: "notes-written", item: "notes-written" },
      change: { need: { from: null, to: "backup-taken" } },
    });
    const readiness = await readReadiness(lead, runId);
    if (!readiness.ok) throw new Error(readiness.code);
    const backup = readiness.value.blockers.flatMap(({ items }) => items).find(({ key }) => key === "backup-taken");
    expect(backup?.downstreamMinutes).toBeGreaterThan(30);
  });

  it("refuses a circle with its titles, and a lift without a reason", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    const circle = { key: "backup-taken", need: "restore-rows", needed: true };
    expect(await changeNeed(lead, runId, circle)).toMatchObject({
      code: "needs_cycle",
      message: "That would go in a circle: Backup taken needs Rows needs Backup taken.",
    });
    const lift = { key: "restore-tried", need: "backup-taken", needed: false };
    expect(await changeNeed(lead, runId, lift)).toMatchObject({ code: "reason_required" });
    expect(await changeNeed(lead, runId, { ...lift, reason: "a copy exists" })).toMatchObject({ ok: true });
    expect(await changeNeed(lead, runId, circle)).toMatchObject({ ok: true });
  });

  it("is the lead's", async () => {
    const runId = await startedRun();
    expect(await changeNeed(as(world, world.people.member), runId, waits)).toMatchObject({ code: "forbidden" });
    expect(await changeNeed(as(world, world.people.stranger), runId, waits)).toMatchObject({ code: "not_found" });
  });
});

describe("an item that waits", () => {
  it("passes on the lead's word with a reason, or once what it needs is done", async () => {
    const runId = await startedRun();
    const [lead, member] = [as(world, world.people.lead), as(world, world.people.member)];
    const pass = { state: "passed", version: 1 } as const;
    expect(await changeItem(member, runId, "restore-rows", { ...pass, reason: "by hand" })).toMatchObject({
      code: "item_waits",
    });
    expect(await changeItem(lead, runId, "restore-rows", pass)).toMatchObject({ code: "reason_required" });
    expect(await changeItem(lead, runId, "restore-rows", { ...pass, reason: "by hand" })).toMatchObject({
      ok: true,
      value: { state: "passed", reason: "by hand" },
    });
    await changeItem(member, runId, "backup-taken", pass);
    expect(await changeItem(member, runId, "restore-schema", pass)).toMatchObject({ ok: true });
  });

  it("passes with the others of its group, each after what it needs", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    await changeItem(lead, runId, "backup-taken", { state: "passed", version: 1 });
    await changeNeed(lead, runId, { key: "restore-schema", need: "restore-rows", needed: true });
    const group = await changeItem(as(world, world.people.member), runId, "restore-tried", {
      state: "passed",
      version: 1,
    });
    expect(group).toMatchObject({ ok: true, value: { state: "passed" } });
  });
});
