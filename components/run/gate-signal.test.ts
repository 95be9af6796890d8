import { expect, it } from "vitest";
import type { GateStatus } from "@/lib/domain/run";
import { gateSignals, gateWord } from "./gate-signal";

const said = (status: GateStatus, verdict: "go" | "override" | "no_go") => {
  return { status, verdict, override: null, earlierOverride: null, conditions: [] };
};

it("draws what a gate decided once the run is closed, and nothing green before that it isn't", () => {
  expect(gateSignals(said("go", "no_go"))).toBe("no");
  expect(gateWord(said("go", "no_go"))).toBe("NO-GO");
  expect(gateSignals(said("go", "no_go"), true)).toBe("go");
  expect(gateWord(said("go", "no_go"), true)).toBe("GO, recorded");
  expect(gateSignals(said("pending", "no_go"), true)).toBe("no");
  expect(gateWord({ ...said("go", "no_go"), conditions: [{ text: "a" }] }, true)).toBe("GO with conditions, recorded");
});

it("draws no override as GO", () => {
  const override = { id: "o", endsAt: "2026-11-20T12:00:00.000Z", holds: true };
  expect(gateSignals({ ...said("override", "no_go"), override }, true)).toBe("stale");
  expect(gateWord({ ...said("override", "no_go"), override }, true)).toBe("OVERRIDE");
  const earlierOverride = { id: "o", gate: "before", endsAt: override.endsAt, ended: false };
  const behind = { ...said("go", "override"), earlierOverride };
  expect([gateSignals(behind), gateWord(behind)]).toEqual(["stale", "OVERRIDE"]);
  const closed = { ...said("go", "no_go"), earlierOverride };
  expect([gateSignals(closed, true), gateWord(closed, true)]).toEqual(["stale", "OVERRIDE"]);
  const fallen = { ...said("override", "no_go"), override: { ...override, holds: false } };
  expect([gateSignals(fallen), gateWord(fallen)]).toEqual(["no", "NO-GO"]);
});
