import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ItemState } from "@/lib/domain/item-state";
import type { TemplateDocument } from "@/lib/domain/template";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  byPassword,
  createTemplate,
  createWorld,
  type PersonFixture,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { abortRun, beginAgain, recordRollback } from "./attempt.write";
import { openCeremony } from "./ceremony.write";
import { addEvidence } from "./evidence.write";
import { readGateAnswer, readReadiness } from "./gate.read";
import { declareGo } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { closeRun } from "./run-close.write";
import { editRun } from "./run-edit.write";
import { readRunView } from "./run-view.read";
import { signStatement } from "./signature.write";
import { clearTrigger, fireTrigger } from "./trigger.write";
import { askWaiver, grantWaiver } from "./waiver.write";

let world: World;
let runId: string;
let lead: PersonFixture;
let member: PersonFixture;

const document: TemplateDocument = {
  ...smallDocument,
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      content: [
        { kind: "item", key: "backup", title: "Backup taken", severity: "critical", content: [] },
        { kind: "trigger", key: "errors", title: "Error rate above 5 %", tier: "rollback" },
      ],
    },
    {
      kind: "gate",
      key: "deploy",
      title: "May we deploy?",
      asks: "deploy",
      signoffs: [{ key: "ops", title: "Operations", roles: ["Operations"], count: 1, wording: "I approve." }],
    },
    {
      kind: "phase",
      key: "roll-out",
      title: "Roll-out",
      stage: "during",
      content: [
        {
          kind: "item",
          key: "five",
          title: "5 % of traffic",
          hold: { minutes: 5, traffic: 5 },
          capture: "ring",
          content: [],
        },
        { kind: "item", key: "all", title: "All traffic", when: "ring!=none", content: [] },
      ],
    },
    { kind: "gate", key: "live", title: "Are we live?", asks: "live", signoffs: [] },
  ],
};

const after = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  ({ lead, member } = world.people);
});
afterAll(() => world.db.$disconnect());
beforeEach(async () => {
  runId = await start();
});

async function start(more: { rehearsal?: boolean; timeScale?: number } = {}): Promise<string> {
  return value(
    await startRun(as(world, lead), {
      templateId: await createTemplate(world, document),
      name: "Release",
      environment: "production",
      targetAt: null,
      roster: { Operations: [member.email] },
      ...more,
    }),
  ).id;
}

async function set(key: string, state: ItemState, minutes = 0, who = member, reason?: string) {
  const row = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
  return changeItem(as(world, who, after(minutes)), runId, key, { state, version: row.version, reason });
}

async function waive(key: string, who = member): Promise<string> {
  const asked = value(await askWaiver(as(world, lead), runId, key, { kind: "waiver", reason: "Down today." }));
  value(await grantWaiver(as(world, who), runId, asked.id, byPassword()));
  return asked.id;
}

async function signAndGo(minutes = 0): Promise<void> {
  const now = after(minutes);
  const input = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(as(world, member, now), runId, "ops", input));
  const proven = async () => ({ ok: true, value: null }) as const;
  value(await signStatement(as(world, member, now), runId, "ops", { ceremony: id, statement: sha256 }, proven));
  value(await declareGo(as(world, lead, now), runId, "deploy", {}));
}

async function view(minutes: number) {
  return value(await readRunView(world.db, world.workspaceId, runId, after(minutes)));
}

describe("a hold", () => {
  beforeEach(async () => {
    value(await set("backup", "passed"));
    await signAndGo();
  });

  it("can't be ticked early, but by the lead with a reason, which the history keeps", async () => {
    expect(await set("five", "passed")).toMatchObject({ code: "hold_running" });
    value(await set("five", "in_progress"));
    expect(await set("five", "passed", 4)).toMatchObject({ code: "hold_running" });
    expect(await set("five", "passed", 4, lead)).toMatchObject({ code: "reason_required" });
    value(await set("five", "passed", 4, lead, "Traffic is calm."));
    const entry = await world.db.auditEntry.findFirstOrThrow({ where: { chainId: runId }, orderBy: { seq: "desc" } });
    expect(JSON.parse(entry.body).change).toMatchObject({ hold: { from: "waiting", to: "skipped" } });
  });

  it("is over when its time is, whoever asks", async () => {
    value(await set("five", "in_progress"));
    value(await set("five", "passed", 5));
  });

  it("keeps what comes after it waiting", async () => {
    expect(await set("all", "passed")).toMatchObject({ code: "out_of_order" });
    value(await set("five", "in_progress"));
    value(await set("five", "passed", 5));
    value(await set("all", "passed", 5));
  });
});

it("starts no step before GO", async () => {
  expect(await set("five", "in_progress")).toMatchObject({ code: "out_of_order" });
});

it("starts no step after a GO that holds no more, but by the lead with a reason", async () => {
  value(await set("backup", "passed"));
  await signAndGo();
  value(await set("backup", "failed", 0, member, "The dump is corrupt."));
  const message = expect.stringContaining("holds no more");
  expect(await set("five", "in_progress")).toMatchObject({ code: "out_of_order", message });
  expect(await set("five", "in_progress", 0, lead)).toMatchObject({ code: "reason_required", message });
  value(await set("five", "in_progress", 0, lead, "Only the old nodes need the dump."));
});

it("passes faster in a rehearsal, which gives no pipeline its GO", async () => {
  runId = await start({ rehearsal: true, timeScale: 10 });
  value(await set("backup", "passed"));
  await signAndGo();
  value(await set("five", "in_progress"));
  expect(await set("five", "passed", 0.4)).toMatchObject({ code: "hold_running" });
  value(await set("five", "passed", 0.5));
  const answer = value(await readGateAnswer(as(world, lead), runId, "deploy"));
  expect(answer).toMatchObject({ verdict: "no_go", rehearsal: true });
  expect(answer.reasons[0]).toMatchObject({ code: "rehearsal" });
});

it("goes from GO over a rollback to a second attempt that is decided anew", async () => {
  value(await set("backup", "passed"));
  await signAndGo();
  value(await set("five", "in_progress"));
  value(await addEvidence(as(world, member), runId, "five", { kind: "note", title: "Graph", text: "calm" }));
  value(await editRun(as(world, lead), runId, { answers: { ring: "north" } }));
  expect((await view(1)).life).toBe("deploying");
  expect(await beginAgain(as(world, lead), runId, { reason: "Again" })).toMatchObject({ code: "out_of_order" });

  const waivers = [await waive("all", world.people.admin), await waive("backup")];
  value(await fireTrigger(as(world, member, after(2)), runId, "errors", { measured: "6 %" }));
  expect((await view(2)).life).toBe("rolling_back");
  expect(await closeRun(as(world, lead, after(2)), runId, { reason: "Over" })).toMatchObject({ code: "out_of_order" });
  expect(await recordRollback(as(world, member, after(8)), runId, { reason: "Back" })).toMatchObject({
    code: "forbidden",
  });
  expect(await recordRollback(as(world, lead, after(8)), runId, {})).toMatchObject({ code: "reason_required" });
  value(await recordRollback(as(world, lead, after(8)), runId, { reason: "Old version serves again." }));
  expect((await view(8)).life).toBe("rolled_back");

  expect(await beginAgain(as(world, lead, after(9)), runId, { reason: "Fixed" })).toMatchObject({
    code: "out_of_order",
  });
  value(await clearTrigger(as(world, lead, after(9)), runId, "errors", { reason: "Cause found." }));
  expect(value(await readReadiness(as(world, lead, after(9)), runId, "deploy")).verdict).toBe("no_go");
  const answers = async () => (await world.db.run.findUniqueOrThrow({ where: { id: runId } })).answers;
  expect(await answers()).toEqual({ ring: "north" });
  value(await beginAgain(as(world, lead, after(10)), runId, { reason: "Pool size doubled." }));
  // Taken over from what this attempt captures anew.
  expect(await answers()).toEqual({});

  // What was accepted of its steps was accepted for the first attempt; the entry says so.
  const ended = await world.db.waiver.findMany({ where: { id: { in: waivers } }, orderBy: { itemKey: "asc" } });
  expect(ended.map(({ revokedAt }) => revokedAt)).toEqual([after(10), null]);
  const again = await view(10);
  expect(again).toMatchObject({ life: "planning", attempt: 2, attempts: [{ number: 1, outcome: "rolled_back" }] });
  const rows = await world.db.runItem.findMany({
    where: { runId },
    orderBy: { key: "asc" },
    select: { key: true, state: true },
  });
  expect(rows).toEqual([
    { key: "all", state: "open" },
    { key: "backup", state: "passed" },
    { key: "five", state: "open" },
  ]);
  const { verdict, reasons } = value(await readReadiness(as(world, lead, after(10)), runId, "deploy"));
  expect([verdict, reasons.map(({ code }) => code)]).toEqual(["no_go", ["signoff_stale"]]);
  expect(await world.db.evidence.count({ where: { runId, expiresAt: null } })).toBe(0);
  await signAndGo(11);
  expect((await view(11)).life).toBe("deploying");
});

it("is given up for good", async () => {
  value(await abortRun(as(world, lead), runId, { reason: "The date moved." }));
  expect(await view(0)).toMatchObject({ life: "aborted", closedAt: testNow.toISOString() });
  expect(await set("backup", "passed")).toMatchObject({ code: "run_closed" });
});
