import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/scripts/test/database";
import { countRequest, metricsText } from "./metrics";

beforeAll(() => testDatabase());

it("counts requests by operation and status, and ticks that were accepted", async () => {
  countRequest({ id: "changeItem" }, 200, 0.004);
  countRequest({ id: "changeItem" }, 409, 0.004);
  countRequest({ id: "getRun" }, 200, 0.3);
  const { type, text } = await metricsText();
  expect(type).toContain("text/plain");
  expect(text).toContain('gonogo_requests_total{operation="changeItem",status="409"} 1');
  expect(text).toContain("gonogo_ticks_total 1");
  expect(text).toContain('gonogo_request_duration_seconds_bucket{le="0.25",operation="getRun"} 0');
  expect(text).toContain('gonogo_request_duration_seconds_bucket{le="0.5",operation="getRun"} 1');
  expect(text).toContain("gonogo_event_streams 0");
  expect(text).toContain("gonogo_audit_faults 0");
  expect(text).toContain('gonogo_jobs{state="late"} 0');
});
