import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { accept } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { verifySignature } from "@/lib/storage/ed25519";
import { smallDocument } from "@/prisma/factories/document";
import { race } from "@/prisma/factories/race";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  createWorld,
  publishVersion,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { addComment } from "./comment.write";
import { readDossier } from "./dossier.read";
import { addEvidence } from "./evidence.write";
import { readGateAnswer, readReadiness } from "./gate.read";
import { declareGo, reopenGate } from "./gate.write";
import { changeItem } from "./item.write";
import { readItemDetail } from "./item-detail.read";
import { readDroppedItems } from "./item-dropped.read";
import { previewMove } from "./run-move.read";
import { moveRunTo } from "./run-move.write";
import { readSnapshot } from "./run-snapshot.read";
import { signStatement } from "./signature.write";
import { askWaiver, grantWaiver } from "./waiver.write";

let world: World;
let superuser: string;

beforeAll(async () => {
  const urls = await testDatabase();
  superuser = urls.superuser;
  world = await createWorld(urls.app);
});
afterAll(() => world.db.$disconnect());

/** The small checklist with one section edited, for a second version. */
function edited(change: (document: TemplateDocument) => void): TemplateDocument {
  const document = structuredClone(smallDocument);
  change(document);
  return document;
}

const prepare = (document: TemplateDocument) => {
  const [phase] = document.phases;
  const section = phase?.kind === "phase" ? phase.content[0] : undefined;
  if (phase?.kind !== "phase" || section?.kind !== "section") throw new Error("The small checklist changed its shape");
  return { phase, section };
};

/** Rewords the backup, drops the release notes, adds a drill. */
const second = edited((document) => {
  const { phase, section } = prepare(document);
  const [backup] = section.content;
  if (backup?.kind === "item") backup.title = "Backup taken and restored";
  phase.content.pop();
  phase.content.push({ kind: "item", key: "drill-held", title: "Drill held", severity: "critical", content: [] });
});

const proven = async () => accept(null);
const lead = () => as(world, world.people.lead);
const member = () => as(world, world.people.member);

async function moved(document: TemplateDocument): Promise<string> {
  const templateId = await createTemplate(world);
  const runId = await createRun(world, templateId);
  await publishVersion(world, templateId, 2, document);
  return runId;
}

const pass = (runId: string, key: string, version = 1) => changeItem(lead(), runId, key, { state: "passed", version });

async function actions(runId: string): Promise<string[]> {
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return entries.map(({ body }) => {
    const { action, subject } = JSON.parse(body);
    return `${action} ${subject.kind === "item" ? subject.key : ""}`.trim();
  });
}

const request = { from: 1, reason: "The drill is new." };

async function sign(runId: string) {
  const { id, sha256 } = value(
    await openCeremony(member(), runId, "engineering", { decision: "approve", conditions: [], method: "password" }),
  );
  return value(await signStatement(member(), runId, "engineering", { ceremony: id, statement: sha256 }, proven));
}

it("shows what it would do and changes nothing", async () => {
  const runId = await moved(second);
  value(await pass(runId, "backup-taken"));
  const before = await readSnapshot(world.db, world.workspaceId, runId);
  const preview = value(await previewMove(as(world, world.people.auditor), runId, {}));
  expect(preview).toMatchObject({ from: { number: 1 }, to: { number: 2 }, seq: 2, asks: [] });
  expect(preview.items.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    "reset backup-taken",
    "added drill-held",
    "dropped notes-written",
  ]);
  expect(await readSnapshot(world.db, world.workspaceId, runId)).toEqual(before);
});

it("loses nothing of what was done: a dropped item keeps state, evidence, comments and history, and comes back open", async () => {
  const runId = await moved(second);
  value(await addEvidence(lead(), runId, "notes-written", { kind: "note", title: "Review", text: "Read by two" }));
  value(await addComment(lead(), runId, "notes-written", "Good ones."));
  value(await pass(runId, "notes-written"));
  value(await moveRunTo(lead(), runId, request));
  expect(await pass(runId, "notes-written", 2)).toMatchObject({ code: "not_found" });
  const dropped = value(await readDroppedItems(member(), runId)).items;
  expect(dropped).toMatchObject([
    { title: "Release notes written", evidence: 1, item: { state: "passed", comments: 1 } },
  ]);
  const detail = value(await readItemDetail(member(), runId, "notes-written"));
  expect(detail).toMatchObject({ evidence: [{ text: "Read by two" }], comments: [{ body: "Good ones." }] });
  expect(detail.history.length).toBeGreaterThanOrEqual(4);

  const { templateId } = await world.db.templateVersion.findFirstOrThrow({ where: { runs: { some: { id: runId } } } });
  await publishVersion(world, templateId, 3, smallDocument);
  value(await moveRunTo(lead(), runId, { from: 2, reason: "Back to what we had." }));
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  expect(snapshot?.items["notes-written"]).toMatchObject({ state: "open", version: 3, revision: 1 });
  expect(value(await readDroppedItems(member(), runId)).items.map(({ title }) => title)).toEqual(["Drill held"]);
});

it("writes one entry for each item that changed, under one for the run with the reason, and counts anew", async () => {
  const runId = await moved(second);
  value(await pass(runId, "backup-taken"));
  const { policyEpoch, version } = await world.db.run.findUniqueOrThrow({ where: { id: runId } });
  const did = value(await moveRunTo(lead(), runId, request));
  expect((await actions(runId)).slice(2)).toEqual([
    "run.moved",
    "item.reset backup-taken",
    "item.added drill-held",
    "item.dropped notes-written",
  ]);
  const run = await world.db.run.findUniqueOrThrow({ where: { id: runId } });
  expect(run).toMatchObject({ policyEpoch: policyEpoch + 1, version: version + 1, seq: 6n });
  const [words] = await world.db.auditText.findMany({ where: { chainId: runId, seq: 3 } });
  expect(words?.text).toBe("The drill is new.");
  const readiness = value(await readReadiness(lead(), runId, "go-live"));
  expect(readiness.formula.bySeverity.critical).toMatchObject({ total: 2, open: 2 });
  expect(readiness.verdict).toBe(did.gates.find(({ key }) => key === "go-live")?.after);
});

it("turns signatures stale that cover what changed, as the preview says, and ends what was accepted for other words", async () => {
  const runId = await moved(second);
  const { id: waiverId } = value(await askWaiver(lead(), runId, "backup-taken", { kind: "waiver", reason: "Too big" }));
  value(await grantWaiver(member(), runId, waiverId, byPassword(proven)));
  const signature = await sign(runId);
  const preview = value(await previewMove(lead(), runId, {}));
  expect(preview.signatures).toMatchObject([{ id: signature.id, gate: "go-live", name: "Mona" }]);
  expect(preview.waivers).toMatchObject([{ id: waiverId, item: "backup-taken" }]);
  value(await moveRunTo(lead(), runId, request));
  const { signoffs } = value(await readReadiness(lead(), runId, "go-live"));
  expect(signoffs.find(({ key }) => key === "engineering")?.status).toBe("stale");
  const waiver = await world.db.waiver.findUniqueOrThrow({ where: { id: waiverId } });
  expect(waiver.revokedById).toBe(world.people.lead.id);
});

it("leaves signatures standing where only what they don't cover changed", async () => {
  const runId = await moved(
    edited((document) => {
      const last = document.phases.at(-1);
      if (last?.kind === "phase") last.content.push({ kind: "item", key: "tidy", title: "Tidy up", content: [] });
    }),
  );
  await sign(runId);
  expect(value(await moveRunTo(lead(), runId, request)).signatures).toEqual([]);
  const { signoffs } = value(await readReadiness(lead(), runId, "go-live"));
  expect(signoffs.find(({ key }) => key === "engineering")?.status).toBe("approved");
});

it("waits for a gate that had its GO to be reopened, judges it anew, and takes back a statement somebody has open", async () => {
  const bare = edited((document) => {
    for (const part of document.phases) if (part.kind === "gate") part.signoffs = [];
  });
  const templateId = await createTemplate(world, bare);
  const runId = await createRun(world, templateId);
  for (const key of ["backup-taken", "restore-schema", "restore-rows", "notes-written"]) {
    if (key.startsWith("restore")) await addEvidence(lead(), runId, key, { kind: "note", title: "Seen", text: "seen" });
    value(await pass(runId, key));
  }
  value(await declareGo(lead(), runId, "go-live", {}));
  expect(value(await readGateAnswer(lead(), runId, "go-live")).verdict).toBe("go");
  const next = structuredClone(bare);
  prepare(next).phase.content.push({
    kind: "item",
    key: "drill-held",
    title: "Drill held",
    severity: "critical",
    content: [],
  });
  await publishVersion(world, templateId, 2, next);
  expect(await moveRunTo(lead(), runId, request)).toMatchObject({ code: "gate_decided" });
  value(await reopenGate(lead(), runId, "go-live", { reason: "The drill is new." }));
  value(await moveRunTo(lead(), runId, request));
  expect(value(await readGateAnswer(lead(), runId, "go-live"))).toMatchObject({ status: "pending", verdict: "no_go" });

  const other = await moved(second);
  const open = value(
    await openCeremony(member(), other, "engineering", { decision: "approve", conditions: [], method: "password" }),
  );
  value(await moveRunTo(lead(), other, request));
  const late = await signStatement(
    member(),
    other,
    "engineering",
    { ceremony: open.id, statement: open.sha256 },
    proven,
  );
  expect(late).toMatchObject({ code: "ceremony_expired" });
});

it("asks for a reason, the version it was decided on, a newer version, and a lead", async () => {
  const runId = await moved(second);
  expect(await moveRunTo(lead(), runId, { from: 1, reason: " " })).toMatchObject({ code: "reason_required" });
  expect(await moveRunTo(member(), runId, request)).toMatchObject({ code: "forbidden" });
  expect(await moveRunTo(as(world, world.people.admin), runId, request)).toMatchObject({ code: "forbidden" });
  expect(await moveRunTo(as(world, world.people.stranger), runId, request)).toMatchObject({ code: "not_found" });
  expect(await moveRunTo(lead(), runId, { ...request, to: 7 })).toMatchObject({ code: "invalid_input" });
  value(await moveRunTo(lead(), runId, request));
  expect(await moveRunTo(lead(), runId, request)).toMatchObject({ code: "conflict", current: { version: 2 } });
  expect(await moveRunTo(lead(), runId, { ...request, from: 2 })).toMatchObject({ code: "already_done" });
  expect(await previewMove(lead(), runId, {})).toMatchObject({ code: "already_done" });
});

it("leaves a dossier in which nothing is wrong", async () => {
  const runId = await moved(second);
  value(await pass(runId, "backup-taken"));
  value(await pass(runId, "notes-written"));
  await sign(runId);
  value(await moveRunTo(lead(), runId, request));
  value(await pass(runId, "drill-held"));
  const dossier = JSON.parse(JSON.stringify(value(await readDossier(lead(), runId))));
  const tools = { pinned: null, verify: verifySignature, proofProblem };
  expect(checkDossier(dossier, tools)?.faults).toEqual([]);
  const first = await world.db.templateVersion.findFirstOrThrow({
    where: { templateId: dossier.template.id, number: 1 },
  });
  const swapped = { ...dossier.template, document: first.document, digest: Buffer.from(first.digest).toString("hex") };
  const faults = checkDossier({ ...dossier, template: swapped }, tools)?.faults ?? [];
  expect(faults.some(({ link }) => link === "template")).toBe(true);
});

it.each([
  ["reworded", "backup-taken"],
  ["dropped", "notes-written"],
])("never passes by a tick what was %s under it", async (_, key) => {
  const runId = await moved(second);
  const lock = `select 1 from run where id = '${runId}' for update`;
  const both = () => Promise.all([moveRunTo(lead(), runId, request), pass(runId, key)]);
  const [move, tick] = await race(superuser, lock, 2, both);
  value(move);
  const item = (await readSnapshot(world.db, world.workspaceId, runId))?.items[key];
  // Whoever came first: a tick before the move is taken back or kept as history, one after it is refused.
  if (key === "backup-taken") expect(item?.state).toBe("open");
  if (tick.ok) expect(item).toMatchObject(key === "backup-taken" ? { revision: 1 } : { state: "passed" });
  else expect(tick.code).toBe(key === "backup-taken" ? "conflict" : "not_found");
});

it("moves once when asked twice at once", async () => {
  const runId = await moved(second);
  const lock = `select 1 from run where id = '${runId}' for update`;
  const both = () => Promise.all([moveRunTo(lead(), runId, request), moveRunTo(lead(), runId, request)]);
  const answers = await race(superuser, lock, 2, both);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "conflict" });
});
