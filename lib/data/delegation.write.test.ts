import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { accept } from "@/lib/domain/refusal";
import type { Decision } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Signoff } from "@/lib/domain/template-gate";
import { verifySignature } from "@/lib/storage/ed25519";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  createTemplate,
  createWorld,
  type PersonFixture,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { acceptDelegation, delegateRole, revokeDelegation } from "./delegation.write";
import { readDossier } from "./dossier.read";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { signStatement } from "./signature.write";

/** Security signs for the data alone, after engineering, and neither the lead nor who ticked its critical item does. */
const security: Partial<Signoff> = { after: ["engineering"], covers: ["data"], not: ["lead", "ticker"] };
const document: TemplateDocument = {
  ...smallDocument,
  phases: smallDocument.phases.map((node) =>
    node.kind !== "gate"
      ? node
      : {
          ...node,
          signoffs: [
            ...node.signoffs.map((each) => (each.key === "security" ? { ...each, ...security } : each)),
            { key: "board", title: "Board", roles: ["Board"], count: 2, wording: "We agree." },
          ],
        },
  ),
};

const until = new Date(testNow.getTime() + 3_600_000).toISOString();
const proven = async () => accept(null);
let world: World;
let templateId: string;
let runId: string;
let lead: PersonFixture;
let member: PersonFixture;
let admin: PersonFixture;
let editor: PersonFixture;
let owner: PersonFixture;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, document);
  ({ lead, member, admin, editor, owner } = world.people);
});
afterAll(() => world.db.$disconnect());

beforeEach(async () => {
  const roster = {
    "Engineering Lead": [member.email],
    "Security Lead": [admin.email, lead.email],
    Board: [owner.email, member.email],
  };
  const run = { templateId, name: "Release", environment: "production", targetAt: null, roster };
  runId = value(await startRun(as(world, lead), { ...run, artefact: { version: "1.0.0" } })).id;
});

type By = { at?: Date; decision?: Decision };

function open(who: PersonFixture, signoff: string, { at, decision = "approve" }: By = {}) {
  const comment = decision === "reject" ? "Not yet." : undefined;
  const input = { decision, comment, conditions: [], method: "password" } as const;
  return openCeremony(as(world, who, at), runId, signoff, input);
}

function sign(who: PersonFixture, signoff: string, opened: { id: string; sha256: string }, { at }: By = {}) {
  const input = { ceremony: opened.id, statement: opened.sha256 };
  return signStatement(as(world, who, at), runId, signoff, input, proven);
}

async function give(who: PersonFixture, signoff: string, by: By = {}) {
  return value(await sign(who, signoff, value(await open(who, signoff, by)), by));
}

async function standing(signoff: string) {
  const { signoffs } = value(await readReadiness(as(world, lead), runId, "go-live"));
  const found = signoffs.find(({ key }) => key === signoff);
  if (!found) throw new Error(signoff);
  return found;
}

async function set(key: string, who: PersonFixture, state: "passed" | "failed" = "passed") {
  const row = await world.db.runItem.findUnique({ where: { runId_key: { runId, key } } });
  const reason = state === "failed" ? "It broke." : undefined;
  value(await changeItem(as(world, who), runId, key, { state, version: row?.version ?? 1, reason }));
}

function hand(role: string, from: PersonFixture, to: PersonFixture, more: { until?: string; reason?: string } = {}) {
  return delegateRole(as(world, from), runId, { role, to: to.email, reason: "On leave.", until, ...more });
}

async function handOver(role: string, from: PersonFixture, to: PersonFixture) {
  const { id } = value(await hand(role, from, to));
  value(await acceptDelegation(as(world, to), runId, id));
  return id;
}

describe("policies", () => {
  it("refuse out of turn, the lead and who ticked, each with who or what is waited for; NO-GO is open to all three", async () => {
    expect(await open(admin, "security")).toMatchObject({
      code: "forbidden",
      message: "Security comes after Engineering. Wait for that signature. NO-GO can be signed now.",
    });
    await give(member, "engineering");
    expect(await open(lead, "security")).toMatchObject({
      code: "forbidden",
      message: "You can't approve this: who leads this run doesn't sign it: Adam may.",
    });
    await set("backup-taken", lead);
    expect((await open(admin, "security")).ok).toBe(true);
    expect((await open(lead, "security", { decision: "reject" })).ok).toBe(true);
  });

  it("let a signature stand when something else changes, and end it for what it covers", async () => {
    await set("notes-written", member);
    await give(member, "engineering");
    const { summary, statement } = value(await open(admin, "security"));
    expect(summary).toContain("You approve Data for production deployment of Release");
    expect(summary).toContain("You sign after Engineering.");
    expect(statement).toContain(
      "policy: Security Lead, after Engineering, not the run lead, not who ticked the critical items\n",
    );
    expect(statement).toContain("coverage: Data\n");
    await give(admin, "security");
    await set("notes-written", member, "failed");
    expect([(await standing("engineering")).status, (await standing("security")).status]).toEqual([
      "stale",
      "approved",
    ]);
    await set("backup-taken", lead);
    await set("backup-taken", lead, "failed");
    expect((await standing("security")).status).toBe("stale");
  });

  it("judge duties again in the transaction: who became the lead, or ticked, while the ceremony was open", async () => {
    await give(member, "engineering");
    const opened = value(await open(admin, "security"));
    value(await editRun(as(world, lead), runId, { lead: admin.email }));
    expect(await sign(admin, "security", opened)).toMatchObject({ code: "forbidden", message: /leads this run/ });
    value(await editRun(as(world, admin), runId, { lead: lead.email }));
    const again = value(await open(admin, "security"));
    await set("backup-taken", admin);
    expect(await sign(admin, "security", again)).toMatchObject({ code: "forbidden", message: /ticked Backup taken/ });
  });

  it("judge the order again in the transaction: who came first took it back", async () => {
    const first = await give(member, "engineering");
    const opened = value(await open(admin, "security"));
    await world.db.signature.update({ where: { id: first.id }, data: { withdrawnAt: testNow } });
    expect(await sign(admin, "security", opened)).toMatchObject({ code: "forbidden", message: /comes after/ });
  });

  it("count two who sign at once as two, and one who signs twice at once as one", async () => {
    const [first, second] = [value(await open(owner, "board")), value(await open(member, "board"))];
    const both = await Promise.all([
      sign(owner, "board", first),
      sign(member, "board", second),
      sign(owner, "board", first),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(2);
    const { status, signatures } = await standing("board");
    expect([status, signatures.length]).toEqual(["approved", 2]);
  });
});

describe("delegation", () => {
  it("lets the delegate sign once they have accepted, and says for whom wherever the signature stands", async () => {
    await give(member, "engineering");
    const { id } = value(await hand("Security Lead", admin, editor));
    expect(await open(editor, "security")).toMatchObject({ code: "forbidden" });
    value(await acceptDelegation(as(world, editor), runId, id));
    const { statement, summary } = value(await open(editor, "security"));
    expect(statement).toContain(`delegation: for Adam (${admin.id}), delegated until ${until} (${id})\n`);
    expect(statement).toContain("delegated because: On leave. (accepted 2026-11-20T12:00:00.000Z)\n");
    expect(summary).toContain("You sign for Adam, delegated until 2026-11-20 13:00 UTC.");
    const row = await give(editor, "security");
    expect(row).toMatchObject({ role: "Security Lead", delegation: { id, fromId: admin.id, fromName: "Adam", until } });
    expect((await standing("security")).status).toBe("approved");
    value(await revokeDelegation(as(world, admin), runId, id, { reason: "Back again." }));
    expect((await standing("security")).status).toBe("approved");
    const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
    const told = entries
      .map(({ body }) => JSON.parse(body).action)
      .filter((action) => action.startsWith("delegation."));
    expect(told).toEqual(["delegation.given", "delegation.accepted", "delegation.revoked"]);
    const dossier = value(await readDossier(as(world, world.people.auditor), runId));
    const check = (what: unknown) => checkDossier(what, { pinned: null, verify: verifySignature, proofProblem });
    expect(check(dossier)?.faults).toEqual([]);
    const forged = structuredClone(dossier);
    const theirs = forged.signatures.find(({ delegation }) => delegation !== null);
    if (theirs) theirs.delegation = null;
    const faults = check(forged)?.faults.map(({ text }) => text);
    expect(faults?.join()).toContain("shown otherwise than its statement says");
  });

  it.each([
    ["revoked", async (id: string) => value(await revokeDelegation(as(world, admin), runId, id, { reason: "" }))],
    ["given back", async (id: string) => value(await revokeDelegation(as(world, editor), runId, id, { reason: "" }))],
    [
      "worth nothing, as its giver left the roster",
      () => editRun(as(world, lead), runId, { roster: { "Security Lead": [] } }),
    ],
  ])("that is %s while the ceremony is open can't be signed with", async (_, end) => {
    await give(member, "engineering");
    const id = await handOver("Security Lead", admin, editor);
    const opened = value(await open(editor, "security"));
    await end(id);
    expect(await sign(editor, "security", opened)).toMatchObject({ ok: false, code: "forbidden" });
    expect((await standing("security")).status).toBe("waiting");
  });

  it("ends by itself: not a second later", async () => {
    await handOver("Board", owner, editor);
    const opened = value(await open(editor, "board", { at: new Date(Date.parse(until) - 60_000) }));
    expect((await sign(editor, "board", opened, { at: new Date(until) })).ok).toBe(false);
    expect((await sign(editor, "board", opened, { at: new Date(Date.parse(until) - 1) })).ok).toBe(true);
  });

  it("raced with its end is signed before it or not at all", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await handOver("Board", owner, editor);
      const opened = value(await open(editor, "board"));
      const [signed, ended] = await Promise.all([
        sign(editor, "board", opened),
        revokeDelegation(as(world, owner), runId, id, { reason: "" }),
      ]);
      expect(ended.ok).toBe(true);
      const entries = await world.db.auditEntry.findMany({
        where: { chainId: runId },
        orderBy: { seq: "desc" },
        take: 2,
      });
      const actions = entries.map(({ body }) => JSON.parse(body).action);
      expect(actions[0]).toBe("delegation.revoked");
      expect(actions[1] === "signature.given" || actions[1] === "gate.polling").toBe(signed.ok);
    }
  });

  it("keeps duties apart for whom it is from and to whom it goes", async () => {
    await give(member, "engineering");
    await handOver("Security Lead", lead, editor);
    expect(await open(editor, "security")).toMatchObject({
      message: /^Leo leads this run, so nobody approves it for them/,
    });
    const other = await handOver("Security Lead", admin, owner);
    expect(other).toBeTruthy();
    value(await editRun(as(world, lead), runId, { roster: { Helper: [owner.email] } }));
    await set("backup-taken", owner);
    expect(await open(owner, "security")).toMatchObject({ message: /who ticked Backup taken, which is critical/ });
  });

  it("counts its giver once", async () => {
    await handOver("Board", owner, editor);
    await give(editor, "board");
    await give(owner, "board");
    expect((await standing("board")).status).toBe("waiting");
    expect(await open(editor, "board")).toMatchObject({
      message: "Olga is signed for already; a second signature for them wouldn't count.",
    });
    await give(member, "board");
    expect((await standing("board")).status).toBe("approved");
  });

  it("is refused clearly", async () => {
    const refused = async (done: ReturnType<typeof hand>) => {
      const answer = await done;
      return answer.ok ? "" : `${answer.code} ${answer.problems?.[0]?.path ?? ""}`.trim();
    };
    expect(await refused(hand("Board", admin, editor))).toBe("forbidden");
    expect(await refused(hand("Cook", owner, editor))).toBe("invalid_input role");
    expect(await refused(hand("Board", owner, world.people.auditor))).toBe("invalid_input to");
    expect(await refused(hand("Board", owner, world.people.stranger))).toBe("invalid_input to");
    expect(await refused(hand("Board", owner, owner))).toBe("invalid_input to");
    expect(await refused(hand("Board", owner, member))).toBe("invalid_input to");
    expect(await refused(hand("Board", owner, editor, { reason: " " }))).toBe("reason_required reason");
    expect(await refused(hand("Board", owner, editor, { until: testNow.toISOString() }))).toBe("invalid_input until");
    const id = await handOver("Board", owner, editor);
    expect(await refused(hand("Board", owner, admin))).toBe("already_done");
    expect(await refused(hand("Board", editor, admin))).toBe("forbidden");
    expect(await acceptDelegation(as(world, admin), runId, id)).toMatchObject({ code: "forbidden" });
    expect(await revokeDelegation(as(world, admin), runId, id, { reason: "" })).toMatchObject({ code: "forbidden" });
    expect((await revokeDelegation(as(world, lead), runId, id, { reason: "" })).ok).toBe(true);
    expect(await acceptDelegation(as(world, editor), runId, id)).toMatchObject({ code: "already_done" });
  });
});
