import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Alert } from "@/lib/domain/alert-map";
import { smallDocument } from "@/prisma/factories/document";
import { as, asToken, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { startRun } from "./run.write";
import { readSnapshot } from "./run-snapshot.read";
import { clearTrigger, receiveAlerts } from "./trigger.write";

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
