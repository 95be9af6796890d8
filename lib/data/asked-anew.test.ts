import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ItemChange } from "@/lib/domain/item-transition";
import type { TemplateDocument } from "@/lib/domain/template";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  byPassword,
  createTemplate,
  createWorld,
  type PersonFixture,
  publishVersion,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readReadiness } from "./gate.read";
import { declareGo } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { moveRunTo } from "./run-move.write";
import { confirmItem } from "./second-person.write";
import { askWaiver, grantWaiver } from "./waiver.write";

let world: World;
let lead: PersonFixture;
let member: PersonFixture;
let admin: PersonFixture;
let templateId: string;
let runId: string;

type Severity = "critical" | "high" | "low";

const asking = (note: string, severity: Severity = "low"): TemplateDocument => ({
  ...smallDocument,
  variables: [{ key: "db", label: "Target database", default: "test" }],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      stage: "before",
      content: [
        { kind: "item", key: "drop", title: "Drop {{db}}", severity: "high", confirm: "second", content: [] },
        { kind: "item", key: "backup", title: "Backup of {{db}}", severity: "critical", content: [] },
        { kind: "item", key: "copy", title: "Copy", severity, content: [{ kind: "note", markdown: note }] },
      ],
    },
    { kind: "gate", key: "deploy", title: "May we deploy?", asks: "deploy", signoffs: [] },
  ],
});

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  ({ lead, member, admin } = world.people);
});
afterAll(() => world.db.$disconnect());
beforeEach(async () => {
  templateId = await createTemplate(world, asking("Check staging."));
  runId = value(
    await startRun(as(world, lead), {
      templateId,
      name: "Release",
      environment: "production",
      targetAt: null,
      roster: { Helper: [member.email] },
    }),
  ).id;
});

const rowOf = (key: string) => world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
const readiness = async () => value(await readReadiness(as(world, lead), runId, "deploy"));
const codes = async () => (await readiness()).reasons.map(({ code, item }) => [code, item]);

async function set(key: string, change: ItemChange, who = lead) {
  return changeItem(as(world, who), runId, key, { ...change, version: (await rowOf(key)).version });
}

async function waive(key: string): Promise<string> {
  const asked = value(await askWaiver(as(world, lead), runId, key, { kind: "waiver", reason: "Test needs none." }));
  value(await grantWaiver(as(world, admin), runId, asked.id, byPassword()));
  return asked.id;
}

async function confirm(who = member): Promise<void> {
  value(await confirmItem(as(world, who), runId, "drop", { version: (await rowOf("drop")).version }));
}

it("asks again what an answer rewords, and ends what was accepted of it, each with an entry", async () => {
  value(await set("drop", { state: "passed" }));
  await confirm();
  const waived = await waive("backup");
  value(await set("copy", { state: "passed" }));
  expect(await codes()).toEqual([]);
  value(await editRun(as(world, lead), runId, { answers: { db: "PRODUCTION" } }));
  expect(await codes()).toEqual([
    ["critical_open", "backup"],
    ["high_open", "drop"],
    ["score_below", undefined],
  ]);
  expect(await rowOf("drop")).toMatchObject({ state: "open", changedById: null });
  expect((await rowOf("copy")).state).toBe("passed");
  expect((await world.db.waiver.findUniqueOrThrow({ where: { id: waived } })).revokedAt).not.toBeNull();
});

it("takes no waiver and no confirmation for other words, even where nothing ended them", async () => {
  value(await set("drop", { state: "passed" }));
  await confirm();
  const waived = await waive("backup");
  value(await set("copy", { state: "passed" }));
  const { grantedFor } = await world.db.waiver.findUniqueOrThrow({ where: { id: waived } });
  expect(grantedFor).toMatchObject({ state: "open", terms: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  await world.db.run.update({ where: { id: runId }, data: { answers: { db: "PRODUCTION" } } });
  expect(await codes()).toEqual([
    ["critical_open", "backup"],
    ["score_below", undefined],
    ["second_person_missing", "drop"],
  ]);
});

it("ends a waiver with a move that keeps the title and asks for more", async () => {
  const waived = await waive("copy");
  await publishVersion(world, templateId, 2, asking("Check PRODUCTION: data is lost otherwise.", "critical"));
  value(await moveRunTo(as(world, lead), runId, { from: 1, reason: "New version" }));
  expect((await world.db.waiver.findUniqueOrThrow({ where: { id: waived } })).revokedAt).not.toBeNull();
  expect(await codes()).toContainEqual(["critical_open", "copy"]);
});

it("binds a confirmation to the mitigation, which nobody rewords once GO is recorded", async () => {
  value(await set("drop", { state: "warned", reason: "A standby watches." }));
  await confirm();
  value(await set("backup", { state: "passed" }));
  value(await set("copy", { state: "passed" }));
  value(await set("drop", { reason: "Nobody watches." }));
  expect(await codes()).toEqual([["second_person_missing", "drop"]]);
  await confirm();
  value(await declareGo(as(world, lead), runId, "deploy", {}));
  expect(await set("drop", { reason: "Never mind." }, member)).toMatchObject({ code: "gate_decided" });
  expect((await readiness()).verdict).toBe("go_with_conditions");
});
