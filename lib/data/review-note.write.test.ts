import { afterAll, beforeAll, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readChronicle } from "./chronicle.read";
import { readMyWork } from "./my-work.read";
import { mostNotes } from "./review-note.read";
import { addReviewNote, finishReviewAction } from "./review-note.write";
import { changeReviewNote } from "./review-note-change.write";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(() => world.db.$disconnect());

const lead = () => as(world, world.people.lead);
const member = () => as(world, world.people.member);
const owed = async () =>
  value(await readMyWork(member()))
    .now.filter(({ kind }) => kind === "action")
    .map(({ title, dueAt }) => [title, dueAt]);

it("keeps an action item in its owner's work until it is done, also when the run is closed", async () => {
  const dueAt = "2027-01-15T09:00:00.000Z";
  await world.db.run.update({ where: { id: runId }, data: { closedAt: new Date() } });
  const input = { kind: "action" as const, text: "Measure the restore", owner: world.people.member.email, dueAt };
  const note = value(await addReviewNote(lead(), runId, input));
  expect(note.ownerName).toBe(world.people.member.name);
  expect(await owed()).toEqual([["Measure the restore", dueAt]]);
  expect(await finishReviewAction(as(world, world.people.admin), runId, note.id)).toMatchObject({ code: "forbidden" });
  value(await finishReviewAction(member(), runId, note.id));
  expect(await owed()).toEqual([]);
  expect(await finishReviewAction(member(), runId, note.id)).toMatchObject({ code: "already_done" });
  expect(value(await readChronicle(lead(), runId)).notes).toMatchObject([{ id: note.id, dueAt }]);
});

it("refuses an action item without an owner, and an owner for what merely went well", async () => {
  expect(await addReviewNote(lead(), runId, { kind: "action", text: "Do it" })).toMatchObject({
    code: "invalid_input",
    problems: [{ path: "owner" }],
  });
  const well = { kind: "well" as const, text: "Calm", owner: world.people.member.email };
  expect(await addReviewNote(lead(), runId, well)).toMatchObject({ code: "invalid_input" });
});

it("says in the history that an action item is no longer for the template", async () => {
  const action = { kind: "action" as const, text: "Warm the cache", owner: world.people.member.email };
  const note = value(await addReviewNote(lead(), runId, { ...action, forTemplate: true }));
  value(await changeReviewNote(lead(), runId, note.id, { forTemplate: false, version: note.version }));
  const entries = await world.db.auditEntry.findMany({
    where: { chainId: runId, body: { contains: note.id } },
    orderBy: { seq: "asc" },
  });
  expect(entries.map(({ body }) => JSON.parse(body).change.forTemplate)).toEqual([true, false]);
});

it("gives the last notes of a run that has very many, and says how many came before", async () => {
  const many = await createRun(world, await createTemplate(world));
  const byId = world.people.lead.id;
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
  await world.db.reviewNote.createMany({
    data: Array.from({ length: mostNotes + 2 }, (_, n) => ({
      runId: many,
      kind: "well",
      text: `${n}`,
      byId,
      at: at(n),
    })),
  });
  const { notes, untoldNotes } = value(await readChronicle(lead(), many));
  expect([notes.length, notes[0]?.text, notes.at(-1)?.text]).toEqual([mostNotes, "2", `${mostNotes + 1}`]);
  expect(untoldNotes).toBe(2);
});
