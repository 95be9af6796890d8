import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { addEvidence } from "./evidence.write";
import { reopenExpired } from "./evidence-reopen.write";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { readItemDetail } from "./item-detail.read";
import { editRun } from "./run-edit.write";
import { confirmItem } from "./second-person.write";

let world: World;
let templateId: string;
let runId: string;

const document: TemplateDocument = {
  schema: 1,
  title: "Demands",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "prepare",
      title: "Prepare",
      content: [
        { kind: "item", key: "fresh", title: "Backup", severity: "critical", evidence: "output", age: 60, content: [] },
        { kind: "item", key: "build", title: "Image scan", bound: "artefact", content: [] },
        { kind: "item", key: "image", title: "Image signed", bound: "build", optional: true, content: [] },
        { kind: "item", key: "pair", title: "Firewall", confirm: "second", content: [] },
      ],
    },
    { kind: "gate", key: "g", title: "Go", asks: "deploy", signoffs: [] },
  ],
};

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, document);
});
beforeEach(async () => {
  runId = await createRun(world, templateId);
});
afterAll(() => world.db.$disconnect());

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const never = new Date(0);
const lead = (n = 0) => as(world, world.people.lead, minutes(n));
const output = { kind: "output", title: "pg_dump", text: "done\n" } as const;

async function pass(key: string, ctx = lead()) {
  const { item } = value(await readItemDetail(ctx, runId, key));
  return value(await changeItem(ctx, runId, key, { state: "passed", version: item.version }));
}

async function detail(key: string) {
  return value(await readItemDetail(lead(), runId, key));
}

it("ends evidence at the age its item allows, and says so in the row", async () => {
  expect(value(await addEvidence(lead(), runId, "fresh", output)).expiresAt).toBe(minutes(60).toISOString());
  const sooner = { ...output, expiresAt: minutes(5).toISOString() };
  expect(value(await addEvidence(lead(), runId, "fresh", sooner)).expiresAt).toBe(minutes(5).toISOString());
});

it("reopens what has no valid evidence any more, as the system, once, with the reason", async () => {
  value(await addEvidence(lead(), runId, "fresh", output));
  const passed = await pass("fresh");
  await reopenExpired(world.db, never, minutes(59));
  expect((await detail("fresh")).item.state).toBe("passed");
  await Promise.all([0, 1, 2, 3].map(() => reopenExpired(world.db, never, minutes(60))));
  const { item, history } = await detail("fresh");
  expect(item).toMatchObject({ state: "open", reason: "The evidence of Backup has expired", changedById: null });
  expect(item).toMatchObject({ version: passed.version + 1, revision: passed.revision + 1 });
  expect(history.map(({ action, actor }) => [action, actor])).toEqual([
    ["item.open", null],
    ["item.passed", expect.objectContaining({ name: "Leo" })],
    ["evidence.added", expect.objectContaining({ name: "Leo" })],
  ]);
});

it("says NO-GO at the very moment, though no job ran", async () => {
  value(await addEvidence(lead(), runId, "fresh", output));
  value(await addEvidence(lead(), runId, "build", output));
  for (const key of ["fresh", "build", "pair"]) await pass(key);
  const { item } = await detail("pair");
  value(await confirmItem(as(world, world.people.member), runId, "pair", { version: item.version }));
  const verdictAt = async (n: number) => {
    const gate = value(await readReadiness(lead(n), runId));
    return [gate.verdict, gate.reasons.map(({ code }) => code)];
  };
  expect(await verdictAt(59)).toEqual(["go", []]);
  expect(await verdictAt(60)).toEqual(["no_go", ["evidence_expired"]]);
});

it("reopens what was proven for another artefact, with the change itself", async () => {
  value(await addEvidence(lead(), runId, "build", output));
  await pass("build");
  await pass("pair");
  value(await editRun(lead(1), runId, { name: "Renamed" }));
  expect((await detail("build")).item.state).toBe("passed");
  value(await editRun(lead(1), runId, { artefact: { version: "1.0.1" } }));
  expect((await detail("build")).item).toMatchObject({
    state: "open",
    reason: "The evidence of Image scan is of version 1.0.0, not 1.0.1",
  });
  expect((await detail("pair")).item.state).toBe("passed");
});

it("reopens by the part it is bound to alone, and names the build", async () => {
  value(await editRun(lead(), runId, { artefact: { version: "1.0.0", build: "4711" } }));
  for (const key of ["build", "image"]) {
    value(await addEvidence(lead(), runId, key, output));
    await pass(key);
  }
  value(await editRun(lead(1), runId, { artefact: { version: "1.0.1", build: "4711" } }));
  expect((await detail("image")).item.state).toBe("passed");
  expect((await detail("build")).item.state).toBe("open");
  value(await editRun(lead(2), runId, { artefact: { version: "1.0.1", build: "4712" } }));
  expect((await detail("image")).item).toMatchObject({
    state: "open",
    reason: "The evidence of Image signed is of build 4711, not 4712",
  });
});

it("takes a second person's word from somebody else, for the state it has, once", async () => {
  const { version } = await pass("pair");
  expect(await confirmItem(lead(), runId, "pair", { version })).toMatchObject({ code: "forbidden" });
  const member = as(world, world.people.member);
  expect(await confirmItem(member, runId, "pair", { version: version - 1 })).toMatchObject({ code: "conflict" });
  expect(await confirmItem(as(world, world.people.admin), runId, "pair", { version })).toMatchObject({
    code: "forbidden",
  });
  const both = await Promise.all([0, 1].map(() => confirmItem(member, runId, "pair", { version })));
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  const { history } = await detail("pair");
  expect(history.filter(({ action }) => action === "item.seconded")).toHaveLength(1);
  expect(await confirmItem(member, runId, "build", { version: 1 })).toMatchObject({ code: "conflict" });
});

it("confirming and taking back at once never leaves a confirmation of what is open", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { version } = await pass("pair", lead(round));
    await Promise.all([
      confirmItem(as(world, world.people.member, minutes(round)), runId, "pair", { version }),
      changeItem(lead(round), runId, "pair", { state: "open", version }),
    ]);
    const again = await pass("pair", lead(round + 0.5));
    const gate = value(await readReadiness(lead(round + 0.5), runId));
    expect(gate.reasons.map(({ code }) => code)).toContain("second_person_missing");
    value(await changeItem(lead(round + 0.6), runId, "pair", { state: "open", version: again.version }));
  }
});
