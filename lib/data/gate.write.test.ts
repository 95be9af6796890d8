import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
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
import { openCeremony } from "./ceremony.write";
import { recordChoice } from "./choice.write";
import { confirmTicked } from "./confirmation.write";
import { readGateAnswer, readReadiness } from "./gate.read";
import { declareGo, declareNoGo, reopenGate } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { closeRun } from "./run-close.write";
import { signStatement } from "./signature.write";
import { clearTrigger, fireTrigger } from "./trigger.write";
import { askWaiver, grantWaiver, revokeWaiver } from "./waiver.write";

let world: World;
let runId: string;
let lead: PersonFixture;
let member: PersonFixture;
let admin: PersonFixture;

const document: TemplateDocument = {
  ...smallDocument,
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      stage: "before",
      content: [
        {
          kind: "choice",
          key: "method",
          title: "How to deploy",
          options: [
            { key: "helm", title: "Helm", items: ["chart-linted"] },
            { key: "kustomize", title: "Kustomize", items: ["overlay-built"] },
          ],
        },
        { kind: "item", key: "backup-taken", title: "Backup taken", severity: "critical", checked: true, content: [] },
        { kind: "item", key: "chart-linted", title: "Chart linted", severity: "high", content: [] },
        { kind: "item", key: "overlay-built", title: "Overlay built", severity: "high", content: [] },
        { kind: "item", key: "notes-written", title: "Notes written", severity: "low", checked: true, content: [] },
        { kind: "trigger", key: "errors", title: "Error rate above 5 %", tier: "rollback" },
      ],
    },
    {
      kind: "gate",
      key: "go-live",
      title: "Go live",
      asks: "deploy",
      signoffs: [
        { key: "engineering", title: "Engineering", roles: ["Engineering Lead"], count: 1, wording: "I approve." },
      ],
    },
    {
      kind: "phase",
      key: "after",
      title: "After",
      stage: "after",
      content: [{ kind: "item", key: "watched", title: "Watched for an hour", content: [] }],
    },
    { kind: "gate", key: "close", title: "Close", asks: "close", signoffs: [] },
  ],
};

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  ({ lead, member, admin } = world.people);
});
afterAll(() => world.db.$disconnect());

beforeEach(async () => {
  runId = value(
    await startRun(as(world, lead), {
      templateId: await createTemplate(world, document),
      name: "Release",
      environment: "production",
      targetAt: null,
      artefact: { version: "4.2.0", commit: "5f2d1c09aa41b7e3", build: "release+841" },
      roster: { "Engineering Lead": [member.email] },
    }),
  ).id;
});

const proven = async () => ({ ok: true, value: null }) as const;

async function set(key: string, state: "passed" | "failed"): Promise<void> {
  const row = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
  const reason = state === "failed" ? "It broke." : undefined;
  value(await changeItem(as(world, lead), runId, key, { state, version: row.version, reason }));
}

async function sign(): Promise<void> {
  const input = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(as(world, member), runId, "engineering", input));
  value(await signStatement(as(world, member), runId, "engineering", { ceremony: id, statement: sha256 }, proven));
}

async function makeReady(): Promise<void> {
  value(await recordChoice(as(world, lead), runId, "method", { option: "helm", reason: "We know it." }));
  value(await confirmTicked(as(world, lead), runId, {}));
  await set("chart-linted", "passed");
  await sign();
}

const ask = async (gate?: string, artefact?: string) =>
  value(await readGateAnswer(as(world, lead), runId, gate, artefact));
const codes = async (gate?: string, artefact?: string) => (await ask(gate, artefact)).reasons.map(({ code }) => code);

async function entries() {
  const rows = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return rows.map(({ body }) => JSON.parse(body));
}

describe("a gate's decision", () => {
  it("is GO only when the rows give it, freezes what it was given for, and lets the next gate follow", async () => {
    expect(await declareGo(as(world, lead), runId, "go-live", {})).toMatchObject({
      code: "gate_not_ready",
      current: {
        verdict: "no_go",
        reasons: expect.arrayContaining([expect.objectContaining({ code: "critical_open" })]),
      },
    });
    await makeReady();
    const row = value(await declareGo(as(world, lead), runId, "go-live", {}));
    expect(row).toMatchObject({
      status: "go",
      decidedById: lead.id,
      frozen: {
        verdict: "go",
        score: 100,
        conditions: 0,
        artefact: { version: "4.2.0" },
        signatures: [{ name: "Mona" }],
      },
    });
    expect((await entries()).at(-1)).toMatchObject({
      action: "gate.go",
      change: { verdict: "go", leaves: expect.arrayContaining([expect.arrayContaining(["backup-taken"])]) },
    });
    expect(value(await readReadiness(as(world, lead), runId))).toMatchObject({ gate: "close", status: "pending" });
    expect(await declareGo(as(world, lead), runId, "go-live", {})).toMatchObject({ code: "gate_decided" });
  });

  it("is the lead's alone, and never a stranger's to see", async () => {
    await makeReady();
    for (const who of [member, admin, world.people.owner, world.people.auditor]) {
      expect(await declareGo(as(world, who), runId, "go-live", {})).toMatchObject({ code: "forbidden" });
    }
    expect(await declareGo(as(world, world.people.stranger), runId, "go-live", {})).toMatchObject({
      code: "not_found",
    });
    expect(await declareGo(as(world, lead), runId, "nowhere", {})).toMatchObject({ code: "not_found" });
  });

  it("can be NO-GO with a reason, until it is reopened with another", async () => {
    await makeReady();
    expect(await declareNoGo(as(world, lead), runId, "go-live", {})).toMatchObject({ code: "reason_required" });
    value(await declareNoGo(as(world, lead), runId, "go-live", { reason: "Storm ahead." }));
    expect(await ask("go-live")).toMatchObject({ verdict: "no_go", status: "no_go" });
    expect(await declareGo(as(world, lead), runId, "go-live", {})).toMatchObject({ code: "gate_decided" });
    expect(await reopenGate(as(world, lead), runId, "go-live", { reason: "" })).toMatchObject({
      code: "reason_required",
    });
    value(await reopenGate(as(world, lead), runId, "go-live", { reason: "It passed by." }));
    expect(await reopenGate(as(world, lead), runId, "go-live", { reason: "Again" })).toMatchObject({
      code: "already_done",
    });
    value(await declareGo(as(world, lead), runId, "go-live", {}));
    expect((await entries()).map(({ action }) => action).slice(-3)).toEqual(["gate.no_go", "gate.reopened", "gate.go"]);
  });
});

describe("a pipeline's question", () => {
  it("is NO-GO with reasons and names before, GO once it is", async () => {
    expect(await ask()).toMatchObject({ gate: "go-live", verdict: "no_go" });
    expect((await ask()).blockers.length).toBeGreaterThan(0);
    await makeReady();
    expect(await ask()).toMatchObject({ gate: "go-live", verdict: "go", status: "polling", reasons: [], blockers: [] });
  });

  it.each([
    ["4.2.0", []],
    ["5f2d1c09aa41b7e3", []],
    ["5f2d1c0", []],
    ["release+841", []],
    ["release+842", ["artefact_mismatch"]],
    ["5f2d1c", ["artefact_mismatch"]],
    ["4.2.1", ["artefact_mismatch"]],
    ["4.2", ["artefact_mismatch"]],
    ["registry.example/shop@sha256:aa", ["artefact_mismatch"]],
  ])("about %s gives %j", async (artefact, expected) => {
    await makeReady();
    expect(await codes("go-live", artefact)).toEqual(expected);
    value(await declareGo(as(world, lead), runId, "go-live", {}));
    expect(await codes("go-live", artefact)).toEqual(expected);
  });

  it("isn't answered by a recorded GO whose ground has moved", async () => {
    await makeReady();
    value(await declareGo(as(world, lead), runId, "go-live", {}));
    expect((await ask("go-live")).verdict).toBe("go");
    await world.db.runItem.update({
      where: { runId_key: { runId, key: "backup-taken" } },
      data: { state: "failed", reason: "Disk full", revision: { increment: 1 } },
    });
    expect(await ask("go-live")).toMatchObject({ status: "go", verdict: "no_go" });
    expect(await codes("go-live")).toEqual(expect.arrayContaining(["critical_open", "signoff_stale"]));
  });

  it("isn't overridden by a row that merely says so", async () => {
    await world.db.gateRecord.create({
      data: { runId, key: "go-live", status: "override", reason: "Two people said so." },
    });
    expect(await ask("go-live")).toMatchObject({ verdict: "no_go", status: "pending", override: null });
  });

  it("is for tokens with the scope, members and nobody else", async () => {
    expect((await readGateAnswer(asToken(world, ["gate"]), runId)).ok).toBe(true);
    expect(await readGateAnswer(asToken(world, ["triggers"]), runId)).toMatchObject({ code: "forbidden" });
    expect(await readGateAnswer(as(world, world.people.stranger), runId)).toMatchObject({ code: "not_found" });
    expect(await readGateAnswer(as(world, lead), runId, "nowhere")).toMatchObject({ code: "not_found" });
  });

  it("never counts a stale signature while edits race it", async () => {
    await makeReady();
    const asked: { verdict: string; seq: number }[] = [];
    const flip = async () => {
      for (let turn = 0; turn < 12; turn += 1) await set("chart-linted", turn % 2 === 0 ? "failed" : "passed");
    };
    const query = async () => {
      for (let turn = 0; turn < 40; turn += 1) asked.push(await ask("go-live"));
    };
    const before = (await ask("go-live")).seq;
    await Promise.all([flip(), query(), query()]);
    expect(asked.some(({ seq }) => seq > before)).toBe(true);
    expect(asked.filter(({ verdict, seq }) => verdict !== "no_go" && seq > before)).toEqual([]);
  });
});

describe("choices", () => {
  it("take the other option's items out of the score, with a reason, and once", async () => {
    const input = { option: "helm", reason: "We know it." };
    expect(await recordChoice(as(world, member), runId, "method", input)).toMatchObject({ code: "forbidden" });
    expect(await recordChoice(as(world, lead), runId, "method", { ...input, reason: "" })).toMatchObject({
      code: "reason_required",
    });
    expect(await recordChoice(as(world, lead), runId, "method", { ...input, option: "ansible" })).toMatchObject({
      code: "invalid_input",
    });
    expect(await codes()).toContain("choice_open");
    value(await recordChoice(as(world, lead), runId, "method", input));
    const count = (await entries()).length;
    expect(value(await recordChoice(as(world, lead), runId, "method", input))).toMatchObject({ version: 1 });
    expect((await entries()).length).toBe(count);
    expect(await codes()).not.toContain("choice_open");
    expect((await ask()).reasons.map(({ item }) => item)).not.toContain("overlay-built");
    expect(
      value(await recordChoice(as(world, lead), runId, "method", { ...input, option: "kustomize" })),
    ).toMatchObject({ version: 2 });
  });
});

describe("rollback triggers", () => {
  it("turn the verdict when fired, by token too, until the lead clears them", async () => {
    await makeReady();
    value(await fireTrigger(asToken(world, ["triggers"]), runId, "errors", { measured: "7.2 %" }));
    expect(await fireTrigger(as(world, member), runId, "errors", {})).toMatchObject({ code: "already_done" });
    expect(await codes()).toEqual(["trigger_fired"]);
    expect(await clearTrigger(as(world, member), runId, "errors", { reason: "Fine" })).toMatchObject({
      code: "forbidden",
    });
    expect(await clearTrigger(as(world, lead), runId, "errors", { reason: "" })).toMatchObject({
      code: "reason_required",
    });
    value(await clearTrigger(as(world, lead), runId, "errors", { reason: "A false alarm." }));
    expect(await clearTrigger(as(world, lead), runId, "errors", { reason: "Again" })).toMatchObject({
      code: "already_done",
    });
    expect((await ask()).verdict).toBe("go");
    expect(await fireTrigger(asToken(world, ["gate"]), runId, "errors", {})).toMatchObject({ code: "forbidden" });
  });
});

describe("waivers", () => {
  const input = { kind: "waiver", reason: "The provider takes it." } as const;

  it("count once a signer who didn't ask has granted them with the password", async () => {
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
    expect(await askWaiver(as(world, lead), runId, "backup-taken", input)).toMatchObject({ code: "already_done" });
    expect(await codes()).toContain("critical_open");
    for (const who of [lead, admin, world.people.owner, world.people.auditor]) {
      expect(await grantWaiver(as(world, who), runId, asked.id, byPassword(proven))).toMatchObject({
        code: "forbidden",
      });
    }
    const wrong = async () => ({ ok: false, code: "reauthentication_required", message: "" }) as const;
    expect(await grantWaiver(as(world, member), runId, asked.id, byPassword(wrong))).toMatchObject({
      code: "reauthentication_required",
    });
    expect(value(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven))).grantedById).toBe(
      member.id,
    );
    expect(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven))).toMatchObject({
      code: "already_done",
    });
    expect(await codes()).not.toContain("critical_open");
    const no = { reason: "It doesn't." };
    expect(await revokeWaiver(as(world, lead), runId, asked.id, no, byPassword(proven))).toMatchObject({
      code: "forbidden",
    });
    expect(await revokeWaiver(as(world, member), runId, asked.id, no, byPassword(wrong))).toMatchObject({
      code: "reauthentication_required",
    });
    value(await revokeWaiver(as(world, member), runId, asked.id, no, byPassword(proven)));
    expect(await codes()).toContain("critical_open");
  });

  it("stand for no failure and no block reported after the grant, and signatures over the item go stale", async () => {
    const waive = async () => {
      const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
      return value(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven)));
    };
    const block = async (key: string) => {
      const row = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
      value(await changeItem(as(world, lead), runId, key, { blocked: { reason: "No disk." }, version: row.version }));
    };
    expect(await waive()).toMatchObject({ grantedFor: { state: "open", blocked: false, revision: 1 } });
    for (const key of ["chart-linted", "notes-written"]) await set(key, "passed");
    value(await recordChoice(as(world, lead), runId, "method", { option: "helm", reason: "Usual." }));
    await sign();
    expect(await codes()).toEqual([]);
    await set("backup-taken", "failed");
    expect(await codes()).toEqual(["critical_open", "score_below", "signoff_stale"]);
    expect(await waive()).toMatchObject({ grantedFor: { state: "failed", blocked: false, revision: 3 } });
    await sign();
    expect(await codes()).toEqual([]);
    await block("backup-taken");
    expect(await codes()).toEqual(["critical_open", "score_below", "signoff_stale"]);
  });

  it("isn't granted over a failure the granter never saw", async () => {
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
    const later = new Date(testNow.getTime() + 60_000);
    const fail = { state: "failed", reason: "DATA LOSS seen", version: 1 } as const;
    const { version } = value(await changeItem(as(world, lead, later), runId, "backup-taken", fail));
    const grant = (seen?: number) => grantWaiver(as(world, member, later), runId, asked.id, byPassword(proven), seen);
    const refusal = { code: "statement_changed", current: { state: "failed", reason: "DATA LOSS seen" } };
    expect(await grant()).toMatchObject(refusal);
    expect(await grant(1)).toMatchObject(refusal);
    expect(value(await grant(version)).grantedFor).toMatchObject({ state: "failed" });
  });

  it("nor over one that comes while the granter proves who they are", async () => {
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
    const failing = byPassword(async () => {
      await set("backup-taken", "failed");
      return proven();
    });
    expect(await grantWaiver(as(world, member), runId, asked.id, failing, 1)).toMatchObject({
      code: "statement_changed",
    });
  });

  it("as not applicable isn't granted over a failure at all: its reason stays", async () => {
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", { ...input, kind: "not_applicable" }));
    await set("backup-taken", "failed");
    expect(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven), 2)).toMatchObject({
      code: "conflict",
    });
    expect(await world.db.runItem.findUnique({ where: { runId_key: { runId, key: "backup-taken" } } })).toMatchObject({
      state: "failed",
      reason: "It broke.",
    });
  });

  it("are withdrawn by who asked, without the password, until they are granted", async () => {
    const never = async () => ({ ok: false, code: "reauthentication_required", message: "" }) as const;
    const mistake = { reason: "Asked by mistake." };
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
    value(await revokeWaiver(as(world, lead), runId, asked.id, mistake, byPassword(never)));
    const again = value(await askWaiver(as(world, lead), runId, "backup-taken", input));
    value(await grantWaiver(as(world, member), runId, again.id, byPassword(proven)));
    expect(await revokeWaiver(as(world, lead), runId, again.id, mistake, byPassword(never))).toMatchObject({
      code: "forbidden",
    });
  });

  it("are an admin's to grant where nobody else signs, never the asker's own", async () => {
    const asked = value(await askWaiver(as(world, member), runId, "backup-taken", input));
    expect(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven))).toMatchObject({
      code: "forbidden",
    });
    expect(await grantWaiver(as(world, lead), runId, asked.id, byPassword(proven))).toMatchObject({
      code: "forbidden",
    });
    value(await grantWaiver(as(world, admin), runId, asked.id, byPassword(proven)));
  });

  it("of not applicable set the item's state when granted and open it again when revoked, one entry each", async () => {
    const asked = value(await askWaiver(as(world, lead), runId, "backup-taken", { ...input, kind: "not_applicable" }));
    value(await grantWaiver(as(world, member), runId, asked.id, byPassword(proven)));
    const row = () => world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key: "backup-taken" } } });
    expect(await row()).toMatchObject({ state: "not_applicable", reason: input.reason });
    expect((await entries()).slice(-2).map(({ action }) => action)).toEqual(["waiver.granted", "item.not_applicable"]);
    value(await revokeWaiver(as(world, member), runId, asked.id, { reason: "It applies." }, byPassword(proven)));
    expect(await row()).toMatchObject({ state: "open" });
  });

  it("end in the future and belong to a leaf", async () => {
    const past = { ...input, expiresAt: testNow.toISOString() };
    expect(await askWaiver(as(world, lead), runId, "backup-taken", past)).toMatchObject({ code: "invalid_input" });
    expect(await askWaiver(as(world, lead), runId, "nowhere", input)).toMatchObject({ code: "not_found" });
    expect(await askWaiver(as(world, admin), runId, "backup-taken", input)).toMatchObject({ code: "forbidden" });
  });
});

describe("confirming what the source had ticked", () => {
  it("passes each with an entry of its own, and again does nothing", async () => {
    const count = (await entries()).length;
    const { items } = value(await confirmTicked(as(world, member), runId, {}));
    expect(items.map(({ key, state }) => [key, state])).toEqual([
      ["backup-taken", "passed"],
      ["notes-written", "passed"],
    ]);
    expect((await entries()).length).toBe(count + 2);
    expect(value(await confirmTicked(as(world, member), runId, {})).items).toEqual([]);
    expect((await entries()).length).toBe(count + 2);
  });

  it("refuses what the source had not ticked and who may not tick", async () => {
    expect(await confirmTicked(as(world, lead), runId, { keys: ["chart-linted"] })).toMatchObject({
      code: "invalid_input",
    });
    expect(await confirmTicked(as(world, admin), runId, {})).toMatchObject({ code: "forbidden" });
  });
});

describe("closing a run", () => {
  it("takes a reason while gates are undecided, and nothing changes after", async () => {
    expect(await closeRun(as(world, lead), runId, {})).toMatchObject({ code: "reason_required" });
    expect(await closeRun(as(world, admin), runId, { reason: "Over" })).toMatchObject({ code: "forbidden" });
    value(await closeRun(as(world, lead), runId, { reason: "Called off." }));
    expect(await closeRun(as(world, lead), runId, { reason: "Again" })).toMatchObject({ code: "run_closed" });
    expect(await fireTrigger(as(world, lead), runId, "errors", {})).toMatchObject({ code: "run_closed" });
    expect(await codes()).toContain("run_closed");
  });
});
