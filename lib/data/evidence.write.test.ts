import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChainEntry, verifyChain } from "@/lib/domain/audit-chain";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { listAudit, readChain } from "./audit.read";
import { addComment } from "./comment.write";
import { readEvidenceContent } from "./evidence.read";
import { addEvidence } from "./evidence.write";
import { readItemDetail } from "./item-detail.read";

let world: World;
let runId: string;
const item = "backup-taken";

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(() => world.db.$disconnect());

const note = { kind: "note", title: "Seen", text: "All green" } as const;

it("adds evidence with its digest, one entry, and no change to the item", async () => {
  const ctx = as(world, world.people.member);
  const before = value(await readItemDetail(ctx, runId, item));
  const row = value(await addEvidence(ctx, runId, item, note));
  expect(row).toMatchObject({ kind: "note", text: "All green", size: 9, addedById: world.people.member.id, url: null });
  expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
  const after = value(await readItemDetail(ctx, runId, item));
  expect(after.item).toEqual(before.item);
  expect(after.evidence.map(({ id }) => id)).toEqual([row.id]);
  expect(after.history[0]).toMatchObject({ action: "evidence.added", text: "Seen", actor: { name: "Mona" } });
  expect(after.history).toHaveLength(before.history.length + 1);
});

it("digests what was said, not what it was called", async () => {
  const ctx = as(world, world.people.member);
  const first = value(await addEvidence(ctx, runId, item, note));
  const renamed = value(await addEvidence(ctx, runId, item, { ...note, title: "Another name" }));
  const other = value(await addEvidence(ctx, runId, item, { ...note, text: "All red" }));
  expect(renamed.sha256).toBe(first.sha256);
  expect(other.sha256).not.toBe(first.sha256);
});

it("lists a long output in part and gives it whole on its own", async () => {
  const ctx = as(world, world.people.lead);
  const text = "line\n".repeat(100_000);
  const row = value(await addEvidence(ctx, runId, item, { kind: "output", title: "psql", text }));
  expect(row.text?.length).toBe(2000);
  expect(row.size).toBe(500_000);
  const content = value(await readEvidenceContent(ctx, runId, row.id));
  expect(content.kind === "text" && content.text).toBe(text);
});

it("counts comments on the item without making anybody's tick a conflict", async () => {
  const ctx = as(world, world.people.member);
  const before = value(await readItemDetail(ctx, runId, "restore-rows"));
  const comment = value(await addComment(ctx, runId, "restore-rows", "Waiting for the replica"));
  const after = value(await readItemDetail(as(world, world.people.auditor), runId, "restore-rows"));
  expect(after.item).toEqual({ ...before.item, comments: 1 });
  expect(after.comments).toEqual([comment]);
  expect(after.history.map(({ action, text }) => [action, text])).toEqual([
    ["comment.added", "Waiting for the replica"],
  ]);
});

it("keeps out who may not attach, and hides what isn't theirs", async () => {
  for (const who of ["admin", "editor", "auditor"] as const) {
    const ctx = as(world, world.people[who]);
    expect(await addEvidence(ctx, runId, item, note)).toMatchObject({ code: "forbidden" });
    expect(await addComment(ctx, runId, item, "x")).toMatchObject({ code: "forbidden" });
  }
  const stranger = as(world, world.people.stranger);
  const row = value(await addEvidence(as(world, world.people.lead), runId, item, note));
  expect(await readEvidenceContent(stranger, runId, row.id)).toMatchObject({ code: "not_found" });
  expect(await readItemDetail(stranger, runId, item)).toMatchObject({ code: "not_found" });
  expect(await listAudit(stranger, runId, { after: 0, limit: 10 })).toMatchObject({ code: "not_found" });
  expect(await addEvidence(as(world, world.people.lead), runId, "no-such-item", note)).toMatchObject({
    code: "not_found",
  });
});

it("doesn't give out evidence through another run", async () => {
  const other = await createRun(world, await createTemplate(world));
  const row = value(await addEvidence(as(world, world.people.lead), runId, item, note));
  expect(await readEvidenceContent(as(world, world.people.lead), other, row.id)).toMatchObject({ code: "not_found" });
});

it("refuses everything once the run is closed", async () => {
  const closed = await createRun(world, await createTemplate(world));
  await world.db.run.update({ where: { id: closed }, data: { closedAt: new Date() } });
  expect(await addEvidence(as(world, world.people.lead), closed, item, note)).toMatchObject({ code: "run_closed" });
  expect(await addComment(as(world, world.people.lead), closed, item, "x")).toMatchObject({ code: "run_closed" });
});

it("pages through the history and gives what it takes to verify it", async () => {
  const ctx = as(world, world.people.auditor);
  const seen: number[] = [];
  let after = 0;
  for (;;) {
    const page = value(await listAudit(ctx, runId, { after, limit: 3 }));
    seen.push(...page.items.map(({ seq }) => seq));
    if (page.nextCursor === null) break;
    after = Number(page.nextCursor);
  }
  expect(seen).toEqual(seen.map((_, index) => index + 1));
  const rows = await readChain(world.db, runId);
  const entries: ChainEntry[] = rows.map(({ seq, at, body, hash, prevHash }) => ({
    seq,
    at,
    body,
    bodyHash: createHash("sha256").update(body).digest(),
    prevHash: Buffer.from(prevHash, "hex"),
    hash: Buffer.from(hash, "hex"),
  }));
  expect(verifyChain(entries)).toMatchObject({ ok: true, entries: rows.length });
  for (const { text, salt, body } of rows) {
    if (text === null || salt === null) continue;
    const digest = createHash("sha256").update(Buffer.from(salt, "hex")).update(text).digest("hex");
    expect(JSON.parse(body).textDigest).toBe(digest);
  }
});

it("filters the history by item", async () => {
  const page = value(
    await listAudit(as(world, world.people.auditor), runId, { after: 0, limit: 50, item: "restore-rows" }),
  );
  expect(page.items.map(({ action }) => action)).toEqual(["comment.added"]);
});
