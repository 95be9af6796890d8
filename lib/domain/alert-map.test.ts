import { describe, expect, test } from "vitest";
import { alertGroupSchema, alertWords, triggerOf } from "./alert-map";
import type { Trigger } from "./template-leaves";

const trigger = (key: string, title: string): Trigger => ({ kind: "trigger", key, title, tier: "rollback" });
const triggers = [
  trigger("error-rate-above-5", "Error rate above 5 %"),
  trigger("high-latency", "**High latency**"),
  trigger("data-loss", "Data loss"),
];

const alert = (labels: Record<string, string>, annotations: Record<string, string> = {}) => ({
  status: "firing" as const,
  labels,
  annotations,
});

describe("the trigger an alert is about", () => {
  test.each([
    [alert({ alertname: "X", gonogo_trigger: "data-loss" }), "data-loss"],
    [alert({ alertname: "X", trigger: "Error_rate_above_5" }), "error-rate-above-5"],
    [alert({ alertname: "X" }, { gonogo_trigger: "high-latency" }), "high-latency"],
    [alert({ alertname: "HighLatency" }), "high-latency"],
    [alert({ alertname: "error rate above 5 %" }), "error-rate-above-5"],
    [alert({ alertname: "DiskFull" }), undefined],
    [alert({ gonogo_trigger: "nothing-of-that-name" }), undefined],
    [alert({}), undefined],
  ])("%o: %s", (given, key) => expect(triggerOf(given, triggers)?.key).toBe(key));

  test("a name that fits two names none", () => {
    const twice = [...triggers, trigger("loss", "Data loss")];
    expect(triggerOf(alert({ alertname: "DataLoss" }), twice)).toBeNull();
  });
});

test("keeps what the monitor said, cut to fit", () => {
  expect(alertWords(alert({ alertname: "HighLatency" }, { summary: "P95 at 812 ms" }))).toBe(
    "HighLatency: P95 at 812 ms",
  );
  expect(alertWords(alert({ alertname: "A" }, { value: "x".repeat(500) }))).toHaveLength(200);
});

test("takes Alertmanager's own JSON, and nothing older or without alerts", () => {
  const body = {
    version: "4",
    groupKey: '{}:{alertname="HighLatency"}',
    truncatedAlerts: 0,
    status: "firing",
    receiver: "gonogo",
    groupLabels: { alertname: "HighLatency" },
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example.test",
    alerts: [{ ...alert({ alertname: "HighLatency" }), startsAt: "2026-11-20T12:00:00Z", fingerprint: "c0ffee" }],
  };
  expect(alertGroupSchema.safeParse(body).success).toBe(true);
  expect(alertGroupSchema.safeParse({ ...body, version: "3" }).success).toBe(false);
  expect(alertGroupSchema.safeParse({ ...body, alerts: [] }).success).toBe(false);
});
