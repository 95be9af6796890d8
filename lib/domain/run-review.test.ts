import { expect, it } from "vitest";
import type { Told } from "./chronicle-words";
import { reviewOf } from "./run-review";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, phase, row, rowsOf, snapshotOf, waiver } from "./sample-run";

const document = documentOf(
  phase("prepare", [item("backup", { estimate: 30 }), item("smoke", { estimate: 60 }), item("docs")]),
  gate("deploy"),
  phase("roll-out", [item("five", { hold: { minutes: 5 } })], { stage: "during" }),
);

function tick(
  minutes: number,
  key: string,
  to: string,
  more: Record<string, unknown> = {},
  text: string | null = null,
) {
  const subject = { kind: "item" as const, key };
  const change = { state: { from: "open", to }, ...more };
  return { seq: minutes, at: at(minutes), actor: { name: "Ana" }, action: `item.${to}`, subject, change, text } as Told;
}

const review = (history: Told[], more: Parameters<typeof snapshotOf>[1] = {}) =>
  reviewOf(readRun(snapshotOf(document, more), at(999)), history);

it("counts what slipped from the last start, the worst first", () => {
  const { slipped, longest, timed } = review([
    tick(0, "backup", "in_progress"),
    tick(40, "backup", "passed"),
    tick(0, "smoke", "in_progress"),
    tick(10, "smoke", "open"),
    tick(20, "smoke", "in_progress"),
    tick(70, "smoke", "passed"),
    tick(0, "five", "in_progress"),
    tick(25, "five", "passed"),
    tick(80, "docs", "passed"),
  ]);
  expect(slipped.map(({ item, planned, actual }) => [item, planned, actual])).toEqual([
    ["five", 5, 25],
    ["backup", 30, 40],
  ]);
  expect(longest.map(({ item }) => item)).toEqual(["smoke", "backup", "five"]);
  expect(timed).toBe(3);
});

it("tells what was passed over, waived and warned, with the reason", () => {
  const hold = { hold: { from: "waiting", to: "skipped" } };
  const { departures } = review([tick(1, "five", "passed", hold, "Error rate fell at once")], {
    waivers: [
      waiver("smoke", { grantedAt: at(2), grantedById: "ben" }),
      waiver("docs", { grantedAt: null, grantedById: null }),
    ],
    items: rowsOf(row("backup", { state: "warned", reason: "Older copy kept", changedAt: at(3) })),
  });
  expect(departures.map(({ what, item, why }) => [what, item, why])).toEqual([
    ["hold", "five", "Error rate fell at once"],
    ["waived", "smoke", "accepted"],
    ["warned", "backup", "Older copy kept"],
  ]);
});
