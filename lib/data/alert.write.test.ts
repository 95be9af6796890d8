import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import type { Alert } from "@/lib/domain/alert-map";
import { checkDossier } from "@/lib/domain/dossier-check";
import { indexDocument } from "@/lib/domain/template-tree";
import { firedTriggers } from "@/lib/domain/trigger-state";
import { verifySignature } from "@/lib/storage/ed25519";
import { smallDocument } from "@/prisma/factories/document";
import { as, asToken, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDossier } from "./dossier.read";
import { startRun } from "./run.write";
import { readSnapshot } from "./run-snapshot.read";
import { clearTrigger, fireTrigger, receiveAlerts } from "./trigger.write";

let world: World;
let runId: string;

const alert = (alertname: string, status: Alert["status"] = "firing"): Alert => ({
  status,
  labels: { alertname },
  annotations: { summary: "6 % for two minutes" },
});
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});

beforeEach(async () => {
  const templateId = await createTemplate(world, {
    ...smallDocument,
    phases: [
      ...smallDocument.phases,
      {
        kind: "phase",
        key: "rollback",
        title: "Rollback",
        stage: "contingency",
        content: [
          { kind: "trigger", key: "error-rate", title: "Error rate above 5 %", tier: "rollback" },
          { kind: "trigger", key: "slow", title: "High latency", tier: "timed", reaction: 30 },
        ],
      },
    ],
  });
  const started = await startRun(as(world, world.people.lead), {
    templateId,
    name: "Alerts",
    environment: "production",
    targetAt: null,
  });
  runId = value(started).id;
});

async function rows() {
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  return snapshot?.triggers ?? [];
}

async function calledAt(minutes: number): Promise<boolean> {
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  const fired = snapshot ? firedTriggers(indexDocument(snapshot.document), snapshot.triggers, 1) : [];
  return fired.some(({ rollbackAt }) => rollbackAt <= later(minutes).getTime());
}

async function dossierFaults() {
  const dossier = value(await readDossier(as(world, world.people.lead, later(60)), runId));
  const checked = checkDossier(JSON.parse(JSON.stringify(dossier)), {
    pinned: null,
    verify: verifySignature,
    proofProblem,
  });
  return checked?.faults.map(({ text }) => text);
}

async function actions() {
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return entries.map(({ body }) => String(JSON.parse(body).action)).filter((action) => action.startsWith("trigger."));
}

describe("alerts of a monitor", () => {
  test("fire what they name, once, and say what they are not about", async () => {
    const monitor = asToken(world, ["triggers"]);
    const alerts = [alert("ErrorRate"), alert("ErrorRate"), alert("DiskFull"), alert("HighLatency", "resolved")];
    expect(value(await receiveAlerts(monitor, runId, alerts))).toMatchObject({
      fired: [{ key: "error-rate", firedById: null, measured: "ErrorRate: 6 % for two minutes" }],
      standing: ["error-rate"],
      resolved: [],
      unmapped: ["DiskFull"],
    });
    expect(await rows()).toHaveLength(1);
  });

  test("that end are noted once and clear nothing; the lead does, and the next one fires anew", async () => {
    const monitor = (minutes: number) => asToken(world, ["triggers"], later(minutes));
    value(await receiveAlerts(monitor(0), runId, [alert("HighLatency")]));
    const ended = value(await receiveAlerts(monitor(3), runId, [alert("HighLatency", "resolved")]));
    expect(ended.resolved).toEqual(["slow"]);
    value(await receiveAlerts(monitor(4), runId, [alert("HighLatency", "resolved")]));
    expect(await rows()).toMatchObject([{ key: "slow", clearedAt: null, resolvedAt: later(3).toISOString() }]);
    expect(await actions()).toEqual(["trigger.fired", "trigger.resolved"]);

    value(await clearTrigger(as(world, world.people.lead), runId, "slow", { reason: "Cache warmed up" }));
    expect(value(await receiveAlerts(monitor(9), runId, [alert("HighLatency")])).fired).toHaveLength(1);
  });

  test("that come again after they ended are standing again, with their time to react from then", async () => {
    const monitor = (minutes: number) => asToken(world, ["triggers"], later(minutes));
    value(await receiveAlerts(monitor(0), runId, [alert("HighLatency")]));
    value(await receiveAlerts(monitor(3), runId, [alert("HighLatency", "resolved")]));
    const worse = { ...alert("HighLatency"), annotations: { summary: "9 %" } };
    const again = value(await receiveAlerts(monitor(20), runId, [worse, worse]));
    expect(again).toMatchObject({ fired: [{ key: "slow", measured: "HighLatency: 9 %" }], standing: ["slow"] });
    const row = { resolvedAt: null, refiredAt: later(20).toISOString(), reactionFrom: later(20).toISOString() };
    expect(await rows()).toMatchObject([{ firedAt: testNow.toISOString(), measured: "HighLatency: 9 %", ...row }]);
    expect(await actions()).toEqual(["trigger.fired", "trigger.resolved", "trigger.refired"]);
    expect(await calledAt(49)).toBe(false);
    expect(await calledAt(50)).toBe(true);
    // It has called for rollback: coming again takes nothing of that back.
    value(await receiveAlerts(monitor(55), runId, [alert("HighLatency", "resolved")]));
    value(await receiveAlerts(monitor(56), runId, [alert("HighLatency")]));
    expect(await rows()).toMatchObject([{ refiredAt: later(56).toISOString(), reactionFrom: row.reactionFrom }]);
    expect(await calledAt(57)).toBe(true);
    value(await clearTrigger(as(world, world.people.lead, later(58)), runId, "slow", { reason: "Cache warmed up" }));
    expect(await calledAt(58)).toBe(false);
    expect(await dossierFaults()).toEqual([]);
    await world.db.triggerFiring.updateMany({ where: { runId }, data: { measured: "1 %" } });
    expect(await dossierFaults()).toEqual(["Trigger slow isn't what the history tells of."]);
  });

  test("that somebody makes up put off no rollback, however often", async () => {
    const person = (minutes: number) => as(world, world.people.lead, later(minutes));
    const monitor = (minutes: number) => asToken(world, ["triggers"], later(minutes));
    value(await receiveAlerts(monitor(0), runId, [alert("HighLatency")]));
    for (const minutes of [10, 20]) {
      value(await receiveAlerts(person(minutes), runId, [alert("HighLatency", "resolved")]));
      value(await receiveAlerts(person(minutes), runId, [alert("HighLatency")]));
    }
    // Nor does the monitor's next alert begin anew what only a person said was over.
    value(await receiveAlerts(person(25), runId, [alert("HighLatency", "resolved")]));
    value(await receiveAlerts(monitor(26), runId, [alert("HighLatency")]));
    expect(await rows()).toMatchObject([{ resolvedAt: null, reactionFrom: null }]);
    expect(await calledAt(29)).toBe(false);
    expect(await calledAt(30)).toBe(true);
    // What the monitor saw end and somebody fires again by hand has the time it had.
    value(await receiveAlerts(monitor(27), runId, [alert("HighLatency", "resolved")]));
    value(await fireTrigger(person(28), runId, "slow", { measured: "900 ms" }));
    expect(await calledAt(30)).toBe(true);
    expect(await dossierFaults()).toEqual([]);
  });

  test("that ended may be fired again by hand", async () => {
    const lead = (minutes: number) => as(world, world.people.lead, later(minutes));
    value(await fireTrigger(lead(0), runId, "slow", { measured: "900 ms" }));
    value(await receiveAlerts(asToken(world, ["triggers"], later(1)), runId, [alert("HighLatency", "resolved")]));
    expect(value(await fireTrigger(lead(2), runId, "slow", { measured: "950 ms" }))).toMatchObject({
      measured: "950 ms",
      resolvedAt: null,
    });
    expect(await fireTrigger(lead(3), runId, "slow", {})).toMatchObject({ code: "already_done" });
  });

  test("fire all the same where no message can leave, and the history tells of none", async () => {
    value(await receiveAlerts(asToken(world, ["triggers"]), runId, [alert("ErrorRate")]));
    expect(await actions()).toEqual(["trigger.fired"]);
    expect(await world.db.message.count({ where: { runId } })).toBe(0);
  });

  test("need the scope for it", async () => {
    expect(await receiveAlerts(asToken(world, ["gate"]), runId, [alert("ErrorRate")])).toMatchObject({
      code: "forbidden",
    });
  });
});
