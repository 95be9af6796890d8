import { expect, it } from "vitest";
import { readRun } from "./run-state";
import { documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf, waiver } from "./sample-run";
import { keptFrom } from "./separation";

const document = documentOf(phase("before", [item("backup", { severity: "critical" })]), gate("deploy"));

/** Who of them is kept from signing as who ticked it. */
function kept(changedById: string, state: "passed" | "failed" | "not_applicable", granted = true): string[] {
  const excused = { kind: "not_applicable", askedById: "ana", grantedById: "sec" } as const;
  const snapshot = snapshotOf(document, {
    items: rowsOf(row("backup", { state, reason: "none", changedById })),
    waivers: granted ? [waiver("backup", excused)] : [],
  });
  const facts = { leadId: "lead", covered: readRun(snapshot, noon).standings };
  return ["ana", "bob", "sec"].filter((id) => keptFrom({ not: ["ticker"] }, facts, id) !== null);
}

it("takes for the ticker who set it, and of what doesn't apply who asked, never who granted", () => {
  expect(kept("bob", "passed", false)).toEqual(["bob"]);
  expect(kept("bob", "failed", false)).toEqual([]);
  expect(kept("sec", "not_applicable")).toEqual(["ana"]);
  expect(kept("bob", "not_applicable")).toEqual(["ana", "bob"]);
  expect(kept("bob", "not_applicable", false)).toEqual(["bob"]);
});
