import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { hashPassword } from "@/lib/auth/password-hash";
import { verifyPassword } from "@/lib/auth/reauthenticate";
import { checkDossier } from "@/lib/domain/dossier-check";
import type { Decision } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import { verifySignature } from "@/lib/storage/ed25519";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  asToken,
  byPassword,
  createTemplate,
  createWorld,
  type PersonFixture,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type CeremonyInput, openCeremony } from "./ceremony.write";
import { markConditionDone } from "./condition.write";
import type { Context } from "./context";
import { readDossier } from "./dossier.read";
import { readReadiness } from "./gate.read";
import { declareGo } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { readSnapshot } from "./run-snapshot.read";
import { signStatement, withdrawSignature } from "./signature.write";
import { askWaiver, grantWaiver } from "./waiver.write";

const password = "correct horse battery staple";
let world: World;
let templateId: string;
let runId: string;
let lead: PersonFixture;
let member: PersonFixture;
let admin: PersonFixture;

const closing: Gate = {
  kind: "gate",
  key: "close",
  title: "Close",
  asks: "close",
  signoffs: [
    {
      key: "two-people",
      title: "Two people",
      roles: ["Engineering Lead", "Security Lead"],
      count: 2,
      wording: "Done.",
    },
  ],
};
const document: TemplateDocument = { ...smallDocument, phases: [...smallDocument.phases, closing] };

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, document);
  ({ lead, member, admin } = world.people);
  const passwordHash = value(await hashPassword(password));
  await world.db.person.updateMany({ data: { passwordHash } });
});
afterAll(() => world.db.$disconnect());

beforeEach(async () => {
  runId = await start();
});

async function start(): Promise<string> {
  const roster = { "Engineering Lead": [member.email], "Security Lead": [admin.email, lead.email] };
  const run = {
    templateId,
    name: "Release",
    environment: "production",
    targetAt: null,
    artefact: { version: "1.0.0" },
    roster,
  };
  return value(await startRun(as(world, lead), run)).id;
}

const approve: CeremonyInput = { decision: "approve", conditions: [], method: "password" };

function open(who: PersonFixture, signoff = "engineering", input: Partial<CeremonyInput> = {}, run = runId) {
  return openCeremony(as(world, who), run, signoff, { ...approve, ...input });
}

type Signing = { signoff?: string; run?: string; password?: string; at?: Date };

function sign(who: PersonFixture, ceremony: { id: string; sha256: string }, more: Signing = {}) {
  const ctx: Context = as(world, who, more.at ?? testNow);
  const input = { ceremony: ceremony.id, statement: ceremony.sha256 };
  return signStatement(ctx, more.run ?? runId, more.signoff ?? "engineering", input, ({ personId }) =>
    verifyPassword(ctx, personId, more.password ?? password, `ceremony:${ceremony.id}`),
  );
}

async function give(who: PersonFixture, signoff = "engineering", decision: Decision = "approve") {
  const comment = decision === "approve" ? undefined : "Not while the disk is full.";
  return value(await sign(who, value(await open(who, signoff, { decision, comment })), { signoff }));
}

async function set(key: string, state: "passed" | "failed" | "open", who = lead): Promise<void> {
  const row = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
  const reason = state === "failed" ? "It broke." : undefined;
  value(await changeItem(as(world, who), runId, key, { state, version: row.version, reason }));
}

async function statusOf(signoff: string, gate = "go-live") {
  const readiness = value(await readReadiness(as(world, lead), runId, gate));
  return readiness.signoffs.find(({ key }) => key === signoff)?.status;
}

async function actions(): Promise<string[]> {
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return entries.map(({ body }) => JSON.parse(body).action);
}

describe("signing", () => {
  it("binds what was shown: bytes, hash, printed name, role and every covered leaf", async () => {
    const ceremony = value(await open(member));
    expect(ceremony.statement).toContain("Mona, as Engineering Lead, approves: I approve this deployment.");
    const signature = value(await sign(member, ceremony));
    expect(signature).toMatchObject({ printedName: "Mona", role: "Engineering Lead", sha256: ceremony.sha256 });
    expect(signature.leaves.map(({ key }) => key)).toEqual([
      "backup-taken",
      "restore-schema",
      "restore-rows",
      "notes-written",
    ]);
    const stored = await world.db.signature.findUniqueOrThrow({ where: { id: signature.id } });
    expect(Buffer.from(stored.statement).toString("utf8")).toBe(ceremony.statement);
    expect(await statusOf("engineering")).toBe("approved");
    expect(await actions()).toEqual(["run.started", "ceremony.opened", "gate.polling", "signature.given"]);
  });

  it("needs the password, and five wrong ones take the statement away for good", async () => {
    const ceremony = value(await open(member));
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await sign(member, ceremony, { password: "guess" })).toMatchObject({ code: "reauthentication_required" });
    }
    expect(await sign(member, ceremony)).toMatchObject({ code: "ceremony_expired" });
    expect((await actions()).at(-1)).toBe("ceremony.voided");
    await world.db.signInFailure.deleteMany();
    expect(await sign(member, ceremony)).toMatchObject({ code: "ceremony_expired" });
    expect(await world.db.signature.count({ where: { runId } })).toBe(0);
  });

  it("goes stale when a covered leaf leaves passed, and changing it back revives nothing", async () => {
    await set("backup-taken", "passed");
    await give(member);
    await set("backup-taken", "failed");
    expect(await statusOf("engineering")).toBe("stale");
    await set("backup-taken", "passed");
    expect(await statusOf("engineering")).toBe("stale");
    await give(member);
    expect(await statusOf("engineering")).toBe("approved");
  });

  it("carries what it covers only while it is its author's latest; the dossier tells of all", async () => {
    const first = await give(member);
    await give(lead, "security");
    const second = await give(member);
    const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
    const carried = Object.fromEntries(snapshot?.signatures.map(({ id, leaves }) => [id, leaves.length]) ?? []);
    expect(carried).toMatchObject({ [first.id]: 0, [second.id]: second.leaves.length });
    expect(Object.values(carried).filter((count) => count > 0)).toHaveLength(2);
    expect(await statusOf("engineering")).toBe("approved");
    value(await withdrawSignature(as(world, member), runId, second.id, { reason: "I looked at the wrong run." }));
    expect(await statusOf("engineering")).toBe("waiting");
    expect(value(await open(member)).summary).toContain("0 items changed since you last signed");
    const dossier = value(await readDossier(as(world, lead), runId));
    expect(dossier.signatures.find(({ id }) => id === first.id)?.leaves).toEqual(first.leaves);
    expect(checkDossier(dossier, { pinned: null, verify: verifySignature, proofProblem })).toMatchObject({
      faults: [],
    });
  });

  it.each([
    { artefact: { version: "1.0.1" } },
    { artefact: { version: "1.0.0", build: "4711" } },
    { environment: "elsewhere" },
  ])("stays when a leaf passes or something not covered changes, and goes with %j", async (edit) => {
    await give(member);
    await set("notes-written", "passed");
    await set("deploy-canary", "passed");
    expect(await statusOf("engineering")).toBe("approved");
    value(await editRun(as(world, lead), runId, edit));
    expect(await statusOf("engineering")).toBe("stale");
  });

  it("is refused when the run goes somewhere else than the statement says", async () => {
    const ceremony = value(await open(member));
    value(await editRun(as(world, lead), runId, { environment: "elsewhere" }));
    expect(await sign(member, ceremony)).toMatchObject({ code: "statement_changed" });
  });

  it("is refused with the changes when a covered leaf moved since the statement was shown", async () => {
    await set("backup-taken", "passed");
    const ceremony = value(await open(member));
    await set("backup-taken", "failed");
    expect(await sign(member, ceremony)).toMatchObject({
      code: "statement_changed",
      current: { changed: [{ key: "backup-taken" }], improved: [] },
    });
    expect(await world.db.ceremony.findUniqueOrThrow({ where: { id: ceremony.id } })).toMatchObject({ usedAt: null });
  });

  it("goes through when a covered leaf only improved since", async () => {
    const ceremony = value(await open(member));
    await set("backup-taken", "passed");
    value(await sign(member, ceremony));
    expect(await statusOf("engineering")).toBe("approved");
  });

  it("turns stale when a waiver is granted for what it covers", async () => {
    await give(member);
    const asked = value(
      await askWaiver(as(world, member), runId, "backup-taken", { kind: "waiver", reason: "Taken by the provider." }),
    );
    value(await grantWaiver(as(world, admin), runId, asked.id, byPassword()));
    expect(await statusOf("engineering")).toBe("stale");
  });
});

describe("a ceremony can't be", () => {
  it("signed twice, not even at once", async () => {
    const ceremony = value(await open(member));
    const results = await Promise.all([1, 2, 3, 4].map(() => sign(member, ceremony)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sign(member, ceremony)).toMatchObject({ code: "already_done" });
    expect(await world.db.signature.count({ where: { runId } })).toBe(1);
  });

  it("carried to another run, sign-off or person", async () => {
    const ceremony = value(await open(admin, "security"));
    const other = await start();
    expect(await sign(admin, ceremony, { signoff: "security", run: other })).toMatchObject({ code: "not_found" });
    expect(await sign(admin, ceremony, { signoff: "two-people" })).toMatchObject({ code: "not_found" });
    expect(await sign(lead, ceremony, { signoff: "security" })).toMatchObject({ code: "not_found" });
    expect(await sign(world.people.stranger, ceremony, { signoff: "security" })).toMatchObject({ code: "not_found" });
    expect(await world.db.signature.count({ where: { runId } })).toBe(0);
  });

  it("signed under another hash, after five minutes, or once a newer one was opened", async () => {
    const ceremony = value(await open(member));
    for (let at = 0; at < 64; at += 7) {
      const digit = ceremony.sha256[at] === "0" ? "1" : "0";
      const flipped = ceremony.sha256.slice(0, at) + digit + ceremony.sha256.slice(at + 1);
      expect(await sign(member, { ...ceremony, sha256: flipped })).toMatchObject({ code: "invalid_input" });
    }
    const late = new Date(testNow.getTime() + 5 * 60_000);
    expect(await sign(member, ceremony, { at: late })).toMatchObject({ code: "ceremony_expired" });
    const newer = value(await open(member));
    expect(await sign(member, ceremony)).toMatchObject({ code: "ceremony_expired" });
    value(await sign(member, newer));
  });

  it("signed by somebody who lost the role or was disabled meanwhile", async () => {
    const ceremony = value(await open(member));
    value(await editRun(as(world, lead), runId, { roster: { "Engineering Lead": [lead.email] } }));
    expect(await sign(member, ceremony)).toMatchObject({ code: "forbidden" });
    const second = value(await open(admin, "security"));
    await world.db.membership.updateMany({ where: { personId: admin.id }, data: { disabledAt: testNow } });
    const refused = await sign(admin, second, { signoff: "security" });
    await world.db.membership.updateMany({ where: { personId: admin.id }, data: { disabledAt: null } });
    expect(refused.ok).toBe(false);
    expect(await world.db.signature.count({ where: { runId } })).toBe(0);
  });

  it("opened by an admin who is no signer, the lead for another role, a token or a stranger", async () => {
    for (const who of [world.people.owner, admin, lead]) {
      expect(await open(who)).toMatchObject({ code: "forbidden" });
    }
    expect(await open(world.people.auditor)).toMatchObject({ code: "forbidden" });
    expect(await open(world.people.stranger)).toMatchObject({ code: "not_found" });
    const token = asToken(world, ["read", "gate", "checks", "triggers"]);
    expect(await openCeremony(token, runId, "engineering", approve)).toMatchObject({ code: "forbidden" });
    const personal = as(world, member);
    personal.actor = { ...personal.actor, credential: { kind: "personal_token", tokenId: "t" } };
    expect(await openCeremony(personal, runId, "engineering", approve)).toMatchObject({ code: "forbidden" });
  });
});

describe("sign-offs", () => {
  it("count distinct people, however often one signs", async () => {
    for (const key of ["backup-taken", "restore-schema", "restore-rows", "notes-written", "deploy-canary"]) {
      await set(key, "passed");
    }
    await give(member, "two-people");
    await give(member, "two-people");
    expect(await statusOf("two-people", "close")).toBe("waiting");
    await give(admin, "two-people");
    expect(await statusOf("two-people", "close")).toBe("approved");
  });

  it("are vetoed by one rejection until its author withdraws it", async () => {
    await give(admin, "security");
    const rejection = await give(lead, "security", "reject");
    expect(await statusOf("security")).toBe("rejected");
    expect(await withdrawSignature(as(world, admin), runId, rejection.id, { reason: "Mine now" })).toMatchObject({
      code: "forbidden",
    });
    expect(await withdrawSignature(as(world, lead), runId, rejection.id, { reason: " " })).toMatchObject({
      code: "reason_required",
    });
    value(await withdrawSignature(as(world, lead), runId, rejection.id, { reason: "The disk was changed." }));
    expect(await withdrawSignature(as(world, lead), runId, rejection.id, { reason: "Again" })).toMatchObject({
      code: "already_done",
    });
    expect(await statusOf("security")).toBe("approved");
  });

  it("carry conditions until their owner or the lead says they are met", async () => {
    const conditions = [{ text: "Restore tried by Monday", owner: admin.email, dueAt: "2026-11-23T09:00:00.000Z" }];
    const ceremony = value(await open(member, "engineering", { decision: "approve_with_conditions", conditions }));
    const signature = value(await sign(member, ceremony));
    expect(signature.conditions).toMatchObject([{ ownerId: admin.id, doneAt: null }]);
    expect(await statusOf("engineering")).toBe("conditional");
    const id = signature.conditions[0]?.id ?? "";
    expect(await markConditionDone(as(world, member), runId, id)).toMatchObject({ code: "forbidden" });
    value(await markConditionDone(as(world, admin), runId, id));
    expect(await markConditionDone(as(world, lead), runId, id)).toMatchObject({ code: "already_done" });
    expect(await statusOf("engineering")).toBe("approved");
  });

  it("take no signature once the gate is decided", async () => {
    for (const key of ["backup-taken", "restore-schema", "restore-rows", "notes-written"]) await set(key, "passed");
    for (const key of ["restore-schema", "restore-rows"]) {
      await world.db.evidence.create({
        data: { runId, itemKey: key, kind: "note", title: "Log", sha256: "00", addedById: lead.id },
      });
    }
    await give(member);
    const ceremony = value(await open(admin, "security"));
    await give(lead, "security");
    value(await declareGo(as(world, lead), runId, "go-live", {}));
    expect(await sign(admin, ceremony, { signoff: "security" })).toMatchObject({ code: "gate_decided" });
    expect(await open(member)).toMatchObject({ code: "gate_decided" });
  });
});
