import { describe, expect, it } from "vitest";
import { at, noon, row, waiver } from "./sample-run";
import { refuseGrant, standsWords } from "./waiver-grant";

const asked = waiver("backup", { askedAt: noon, grantedAt: null });
const excused = { ...asked, kind: "not_applicable" } as const;
const failed = row("backup", { state: "failed", reason: "DATA LOSS seen", changedAt: at(5), version: 3, revision: 2 });
const blocked = row("backup", { blocked: { reason: "vendor", byId: "ana", since: at(5) }, version: 2 });

describe("granting a waiver", () => {
  it.each([
    ["of what is open", row("backup"), undefined, null],
    ["of what failed before it was asked for", { ...failed, changedAt: at(-5) }, undefined, null],
    ["of what failed since", failed, undefined, "statement_changed"],
    ["of what failed since it was looked at", failed, 2, "statement_changed"],
    ["of a failure that was seen", failed, 3, null],
    ["of what was blocked since", blocked, undefined, "statement_changed"],
    ["of a block that was seen", blocked, 2, null],
    ["of what only moved on", row("backup", { state: "in_progress", version: 2 }), 1, null],
  ])("%s: %#", (_, now, version, code) => {
    expect(refuseGrant(asked, now, version)?.code ?? null).toBe(code);
  });

  it("says what happened, and shows the item", () => {
    expect(refuseGrant(asked, failed, undefined)).toMatchObject({
      message: "It failed: DATA LOSS seen. Look at it again, then decide whether this is accepted too.",
      current: failed,
    });
  });

  it("as not applicable is no way over a failure, seen or not", () => {
    expect(refuseGrant(excused, failed, 3)?.code).toBe("conflict");
    expect(refuseGrant(excused, { ...failed, changedAt: at(-5) }, undefined)?.code).toBe("conflict");
    expect(refuseGrant(excused, row("backup"), undefined)).toBeNull();
  });
});

it("puts into the statement what the item stands at", () => {
  expect([failed, blocked, { ...failed, blocked: blocked.blocked }, row("backup")].map(standsWords)).toEqual([
    "failed (r2)",
    "blocked (r0)",
    "failed, blocked (r2)",
    "neither failed nor blocked (r0)",
  ]);
});
