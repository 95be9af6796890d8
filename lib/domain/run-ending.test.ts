import { expect, it } from "vitest";
import type { GateStatus } from "./run";
import { endingOf } from "./run-ending";
import type { RunLife } from "./run-life";

const closedAt = "2026-11-20T12:00:00.000Z";

it("is nothing while the run is open", () => {
  expect(endingOf({ closedAt: null, life: "verifying", status: "go" })).toBeNull();
  expect(endingOf({ closedAt: null, life: "rolled_back", status: "go" })).toBeNull();
});

it.each<[RunLife, GateStatus, string, string]>([
  ["closed", "go", "CLOSED", "go"],
  ["closed", "override", "CLOSED", "hold"],
  ["closed", "pending", "CLOSED EARLY", "wait"],
  ["closed", "no_go", "CLOSED EARLY", "wait"],
  ["rolled_back", "go", "ROLLED BACK", "no"],
  ["aborted", "polling", "GIVEN UP", "hold"],
])("%s with its gate %s is %s", (life, status, word, kind) => {
  expect(endingOf({ closedAt, life, status })).toEqual({ word, kind });
});
