import { afterAll, beforeAll, expect, it } from "vitest";
import { readSnapshotText } from "@/lib/domain/snapshot-text";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { changeItem } from "./item.write";
import { readSnapshot, readSnapshots, snapshotText } from "./run-snapshot.read";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(() => world.db.$disconnect());

async function read() {
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  if (!snapshot) throw new Error("no snapshot");
  return snapshot;
}

it("reads every column of an item into its place", async () => {
  const { lead, member } = world.people;
  const row = {
    state: "warned",
    version: 7,
    revision: 3,
    reason: 'Quotes " and 東京',
    assigneeId: lead.id,
    dueAt: testNow,
    blockedReason: "the disk is full",
    blockedById: member.id,
    blockedSince: new Date(testNow.getTime() + 1),
    blockedLink: "https://tickets.example.test/OPS-1",
    changedById: member.id,
    changedAt: new Date(testNow.getTime() + 20),
    comments: 2,
  };
  await world.db.runItem.update({ where: { runId_key: { runId, key: "notes-written" } }, data: row });
  const { blockedReason, blockedById, blockedSince, blockedLink, ...rest } = row;
  expect((await read()).items["notes-written"]).toEqual({
    ...rest,
    key: "notes-written",
    dueAt: row.dueAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    blocked: { reason: blockedReason, byId: blockedById, since: blockedSince.toISOString(), link: blockedLink },
  });
});

it("hands a snapshot on as text that says the same", async () => {
  const snapshot = await read();
  expect(readSnapshotText(snapshotText(snapshot))).toEqual(snapshot);
  const again = structuredClone(snapshotText(snapshot));
  expect(readSnapshotText(again).document).toBe(readSnapshotText(snapshotText(snapshot)).document);
  expect(() => snapshotText({ ...snapshot })).toThrow(TypeError);
});

it("is one object while nothing moves, and another after any change", async () => {
  const before = await read();
  expect(await read()).toBe(before);
  expect(await readSnapshots(world.db, world.workspaceId, [runId])).toEqual([before]);
  value(await changeItem(as(world, world.people.lead), runId, "backup-taken", { state: "passed", version: 1 }));
  const after = await read();
  expect(after.items["backup-taken"]?.state).toBe("passed");
  expect(before.items["backup-taken"]?.state).toBe("open");
  await world.db.person.update({ where: { id: world.people.member.id }, data: { name: "Renamed" } });
  expect((await read()).people[world.people.member.id]?.name).toBe("Renamed");
});

it("reads the same inside a transaction, uncommitted changes included", async () => {
  const outside = await read();
  await world.db.$transaction(async (tx) => {
    expect(await readSnapshot(tx, world.workspaceId, runId)).toEqual(outside);
    await tx.run.update({ where: { id: runId }, data: { name: "Not yet" } });
    expect((await readSnapshot(tx, world.workspaceId, runId))?.run.name).toBe("Not yet");
  });
  expect((await read()).run.name).toBe("Not yet");
});

it("gives nothing of another workspace", async () => {
  expect(await readSnapshot(world.db, "elsewhere", runId)).toBeNull();
  expect(await readSnapshots(world.db, "elsewhere", [runId])).toEqual([]);
});
