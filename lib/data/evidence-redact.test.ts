import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { verifySignature } from "@/lib/storage/ed25519";
import { localStorage } from "@/lib/storage/local";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { listReports } from "./check-report.read";
import { reportChecks } from "./check-report.write";
import { readDossier } from "./dossier.read";
import { addEvidence } from "./evidence.write";
import { redactEvidence } from "./evidence-redact.write";
import { listRunHistory } from "./history.read";
import { readItemDetail } from "./item-detail.read";
import { closeRun } from "./run-close.write";
import { verifyChains, verifyContents } from "./verify.read";

const directory = mkdtempSync(path.join(tmpdir(), "gonogo-redact-"));
const storage = localStorage(directory);
let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await world.db.$disconnect();
});

const reason = { reason: "It held a password." };
const files = () => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

async function* secret() {
  yield new TextEncoder().encode("hunter2-in-a-file");
}

it("takes the words and the bytes away, leaves the digest, and everything still verifies", async () => {
  const { lead, admin, auditor } = world.people;
  const blob = await storage.put(secret(), 100);
  if (!blob) throw new Error("not stored");
  const { key: blobKey, sha256, size } = blob;
  const file = { kind: "file", title: "hunter2.txt", blobKey, sha256, size, mime: "text/plain" } as const;
  const note = { kind: "note", title: "About hunter2", text: "The password is hunter2" } as const;
  const rows = [
    value(await addEvidence(as(world, lead), runId, "backup-taken", file)),
    value(await addEvidence(as(world, lead), runId, "backup-taken", note)),
  ];
  value(await closeRun(as(world, lead), runId, { reason: "Called off." }));
  for (const row of rows) {
    const after = value(await redactEvidence(as(world, admin), runId, row.id, reason, storage));
    expect(after).toMatchObject({ title: "Redacted", text: null, url: null, sha256: row.sha256 });
    expect(await redactEvidence(as(world, admin), runId, row.id, reason, storage)).toMatchObject({
      code: "already_done",
    });
  }
  expect(files()).toEqual([]);
  const dossier = value(await readDossier(as(world, auditor), runId));
  expect(JSON.stringify(dossier)).not.toContain("hunter2");
  expect(dossier.audit.entries.map(({ action }) => action)).toContain("evidence.redacted");
  const tools = { pinned: null, verify: verifySignature, proofProblem };
  expect(checkDossier(dossier, tools)).toMatchObject({ faults: [] });
  expect((await verifyChains(world.db)).faults).toEqual([]);
  expect((await verifyContents(world.db, storage)).faults).toEqual([]);
});

it("is an admin's, with a reason", async () => {
  const other = await createRun(world, await createTemplate(world));
  const { lead, admin, auditor, stranger } = world.people;
  const note = { kind: "note", title: "Seen", text: "Fine" } as const;
  const { id } = value(await addEvidence(as(world, lead), other, "backup-taken", note));
  for (const who of [lead, auditor]) {
    expect(await redactEvidence(as(world, who), other, id, reason, storage)).toMatchObject({ code: "forbidden" });
  }
  expect(await redactEvidence(as(world, stranger), other, id, reason, storage)).toMatchObject({ code: "not_found" });
  const empty = await redactEvidence(as(world, admin), other, id, { reason: " " }, storage);
  expect(empty).toMatchObject({ code: "reason_required" });
});

it("takes what a check said away wherever it was carried on to, and nothing else", async () => {
  const run = await createRun(world, await createTemplate(world));
  const { lead, member, admin, auditor } = world.people;
  const detail = 'The dump needs "hunter3" at\nthe prompt';
  const checks = [
    { name: "Backup taken", result: "fail" as const, detail },
    { name: "Moon phase", result: "fail" as const, detail: "It is full" },
  ];
  value(await reportChecks(as(world, lead), run, { name: "validate.sh", checks }));
  const found = async () => {
    const item = value(await readItemDetail(as(world, member), run, "backup-taken"));
    const reports = value(await listReports(as(world, member), run, { limit: 50 }));
    const history = value(await listRunHistory(as(world, auditor), run, {}, { limit: 100 }));
    return JSON.stringify([item, reports, history, value(await readDossier(as(world, auditor), run))]);
  };
  expect(await found()).toContain("hunter3");
  const row = await world.db.evidence.findFirstOrThrow({ where: { runId: run, kind: "check" } });
  value(await redactEvidence(as(world, admin), run, row.id, reason, storage));
  expect(await found()).not.toContain("hunter3");
  expect(await found()).toContain("It is full");
  expect(value(await readItemDetail(as(world, member), run, "backup-taken")).item).toMatchObject({
    state: "failed",
    reason: "Redacted",
  });
  const tools = { pinned: null, verify: verifySignature, proofProblem };
  expect(checkDossier(value(await readDossier(as(world, auditor), run)), tools)).toMatchObject({ faults: [] });
  expect((await verifyChains(world.db)).faults).toEqual([]);
  expect((await verifyContents(world.db, storage)).faults).toEqual([]);
});
