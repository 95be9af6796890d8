import { afterAll, beforeAll, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import {
  as,
  createRun,
  createTemplate,
  createWorld,
  publishVersion,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readChronicle } from "./chronicle.read";
import { readImprovements } from "./improvement.read";
import { improveTemplate } from "./improvement.write";
import { changeItem } from "./item.write";
import { addReviewNote } from "./review-note.write";
import { changeReviewNote, withdrawReviewNote } from "./review-note-change.write";
import { readDraft } from "./template-draft.read";

const document = documentOf(
  phase("prepare", [item("backup", { estimate: 10 }), item("docs", { severity: "low" })]),
  gate("deploy"),
);

let world: World;
let templateId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, document);
});
afterAll(() => world.db.$disconnect());

const editor = () => as(world, world.people.editor);

async function endedRun(name: string): Promise<string> {
  const runId = await createRun(world, templateId, name);
  const lead = as(world, world.people.lead);
  const later = as(world, world.people.lead, new Date(lead.now.getTime() + 40 * 60_000));
  value(await changeItem(lead, runId, "backup", { state: "in_progress", version: 1 }));
  value(await changeItem(later, runId, "backup", { state: "passed", version: 2 }));
  value(await changeItem(lead, runId, "docs", { state: "not_applicable", reason: "no text changed", version: 1 }));
  await world.db.run.update({ where: { id: runId }, data: { closedAt: later.now, roundTheClock: true } });
  return runId;
}

it("proposes what runs taught, makes it a draft, and adds to the draft there is", async () => {
  const open = await createRun(world, templateId, "Still open");
  expect(await readImprovements(editor(), open)).toMatchObject({ code: "invalid_input" });
  await endedRun("Release 1");
  const runId = await endedRun("Release 2");
  const lead = as(world, world.people.lead);
  const owner = world.people.member.email;
  const action = { kind: "action" as const, owner, forTemplate: true };
  const note = value(await addReviewNote(lead, runId, { ...action, text: "Measure the restore" }));
  const second = value(await addReviewNote(lead, runId, { ...action, text: "Taken back" }));
  value(await withdrawReviewNote(lead, runId, second.id));

  expect(await readImprovements(lead, runId)).toMatchObject({ code: "forbidden" });
  expect(await readImprovements(as(world, world.people.stranger), runId)).toMatchObject({ code: "not_found" });
  const found = value(await readImprovements(editor(), runId));
  expect(found.proposals.map(({ what, key }) => [what, key])).toEqual([
    ["estimate", "backup"],
    ["optional", "docs"],
    ["item", "prepare"],
  ]);
  const on = { baseVersion: 1, draftVersion: null };
  const take = [{ id: `item ${note.id}` }, { id: "estimate backup" }];
  expect(await improveTemplate(editor(), runId, { take: [{ id: "no such" }], on })).toMatchObject({ code: "conflict" });
  for (const into of ["no such", "backup", "deploy"])
    expect(await improveTemplate(editor(), runId, { take: [{ id: `item ${note.id}`, into }], on }), into).toMatchObject(
      { code: "invalid_input" },
    );
  expect(await world.db.templateDraft.count({ where: { templateId } })).toBe(0);
  const draft = value(await improveTemplate(editor(), runId, { take, on }));
  expect(value(await readDraft(editor(), draft.id)).document.phases[0]).toMatchObject({
    content: [{ key: "backup", estimate: 40 }, { key: "docs" }, { title: "Measure the restore" }],
  });

  // What is in the draft is proposed no more, and looked at on an older one it is a conflict.
  const rest = value(await readImprovements(editor(), runId));
  expect(rest.proposals.map(({ what }) => what)).toEqual(["optional"]);
  expect(await improveTemplate(editor(), runId, { take: [{ id: "optional docs" }], on })).toMatchObject({
    code: "conflict",
  });
  const now = { baseVersion: 1, draftVersion: rest.draft?.version ?? 0 };
  const more = value(await improveTemplate(editor(), runId, { take: [{ id: "optional docs" }], on: now }));
  expect(more).toMatchObject({ id: draft.id, version: draft.version + 1 });
  const entries = await world.db.auditEntry.findMany({
    where: { chainId: world.workspaceId, body: { contains: runId } },
    orderBy: { seq: "asc" },
  });
  expect(entries.map(({ body }) => JSON.parse(body).action)).toEqual([
    "template.draft_begun",
    "template.draft_improved",
  ]);
  await world.db.templateDraft.deleteMany({ where: { id: draft.id } });
  await publishVersion(world, templateId, 2, value(await readImprovements(editor(), runId)).document);
});

it("lets its author and the lead change or withdraw a note, on the version they saw", async () => {
  const runId = await createRun(world, templateId, "Notes");
  const [lead, member] = [as(world, world.people.lead), as(world, world.people.member)];
  const well = value(await addReviewNote(member, runId, { kind: "well", text: "Calm" }));
  expect(await changeReviewNote(editor(), runId, well.id, { text: "Loud", version: 1 })).toMatchObject({
    code: "forbidden",
  });
  expect(value(await changeReviewNote(member, runId, well.id, { text: "Very calm", version: 1 }))).toMatchObject({
    text: "Very calm",
    version: 2,
    changedAt: member.now.toISOString(),
  });
  expect(await changeReviewNote(lead, runId, well.id, { text: "Late", version: 1 })).toMatchObject({
    code: "conflict",
    current: { text: "Very calm" },
  });
  expect(await changeReviewNote(lead, runId, well.id, { owner: world.people.lead.email, version: 2 })).toMatchObject({
    code: "invalid_input",
  });
  value(await withdrawReviewNote(lead, runId, well.id, 2));
  expect(value(await readChronicle(lead, runId)).notes).toEqual([]);
  expect(await withdrawReviewNote(lead, runId, well.id)).toMatchObject({ code: "invalid_input" });
});
