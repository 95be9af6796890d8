import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedTerms } from "./asked-terms";
import { decideItemChange, type ItemChange, untouchedRow } from "./item-transition";
import { assess, simulate } from "./readiness";
import type { ItemRow, WaiverRow } from "./run";
import { documentOf, gate, item, noon, phase, row, rowsOf, signed, signoff, snapshotOf, waiver } from "./sample-run";
import { nothingSupposed } from "./supposed";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("before", [item("backup", { severity: "critical" })]),
  gate("deploy", { signoffs: [signoff("Security")] }),
);

const flag = { reason: "vendor", byId: "ana", since: noon };
const granted = (as: Partial<ItemRow>): Partial<WaiverRow> => {
  const { state, blocked, revision } = row("backup", as);
  return { grantedFor: { state, blocked: blocked !== null, revision } };
};
const runOf = (as: Partial<ItemRow>, more: Partial<WaiverRow>) =>
  snapshotOf(document, { items: rowsOf(row("backup", as)), waivers: [waiver("backup", more)] });
const open = { code: "critical_open", item: "backup" };

const failed = { state: "failed", reason: "disk" } as const;
describe("a waiver", () => {
  it.each<[string, Partial<ItemRow>, Partial<WaiverRow>, boolean]>([
    ["granted for open stands for open", {}, granted({}), true],
    ["and for what is begun", { state: "in_progress" }, granted({}), true],
    [
      "and for a warning, which is less than a failure",
      { state: "warned", reason: "late", revision: 1 },
      granted({}),
      true,
    ],
    ["not for a failure that came later", { ...failed, revision: 1 }, granted({}), false],
    ["nor for one whose revision didn't move", failed, granted({}), false],
    ["not for a block that came later", { blocked: flag, revision: 1 }, granted({}), false],
    ["nor for one reported of what passed", { state: "passed", blocked: flag }, granted({ state: "passed" }), false],
    ["granted for a failure stands for it", failed, granted(failed), true],
    ["not once it failed anew", { ...failed, revision: 1 }, granted(failed), false],
    ["and not for a block besides", { ...failed, blocked: flag }, granted(failed), false],
    ["granted for a block stands for it", { blocked: flag }, granted({ blocked: flag }), true],
    ["not for another one", { blocked: { ...flag, reason: "law" }, revision: 1 }, granted({ blocked: flag }), false],
    ["and not for a failure besides", { ...failed, blocked: flag }, granted({ blocked: flag }), false],
    ["of before, of which nobody knows that, stands for open alone", {}, {}, true],
    ["and for no failure", failed, {}, false],
  ])("%s", (_, now, more, stands) => {
    const { reasons } = assess(runOf(now, more), noon);
    expect(reasons.some(({ code }) => code === open.code)).toBe(!stands);
  });

  it("that stands for less is told of, and another granted for the failure stands", () => {
    const snapshot = runOf({ ...failed, revision: 1 }, granted({}));
    expect(assess(snapshot, noon).reasons[0]?.text).toBe("backup failed (critical), after it was waived");
    const renewed = waiver("backup", { id: "second", ...granted({ ...failed, revision: 1 }) });
    const reasons = assess({ ...snapshot, waivers: [...snapshot.waivers, renewed] }, noon).reasons;
    expect(reasons.map(({ code }) => code)).toEqual(["signoff_missing"]);
  });

  it.each(["waiver", "not_applicable"] as const)("(%s) stands for no other words than it was granted for", (kind) => {
    const leaf = indexDocument(document).leafByKey.get("backup");
    if (!leaf) throw new Error("no leaf");
    const terms = askedTerms(document, leaf);
    const as = (digest: string) =>
      ({ kind, grantedFor: { state: "open", blocked: false, revision: 0, terms: { ...terms, digest } } }) as const;
    const state = kind === "waiver" ? "open" : "not_applicable";
    const first = (digest: string) => assess(runOf({ state, reason: "none" }, as(digest)), noon).reasons[0];
    expect(first(terms.digest)?.code).not.toBe("critical_open");
    expect(first("other")).toMatchObject(open);
    expect(first("other")?.text).toContain("and asks something else than was waived");
  });

  it("that is supposed stands for the item as it is", () => {
    const snapshot = { ...runOf({ ...failed, blocked: flag, revision: 3 }, {}), waivers: [] };
    const { reasons } = simulate(snapshot, { ...nothingSupposed, waived: ["backup"] }, noon);
    expect(reasons.map(({ code }) => code)).toEqual(["signoff_missing"]);
  });
});

it("nothing done to a waived item keeps a GO once it failed or was blocked after the grant and the signature", () => {
  const reasons = fc.constantFrom("disk", "vendor", "law");
  const change: fc.Arbitrary<ItemChange> = fc.oneof(
    fc.constantFrom<ItemChange>(
      { state: "passed", reason: "seen" },
      { state: "open" },
      { state: "in_progress" },
      { blocked: null },
    ),
    reasons.map((reason) => ({ state: "failed" as const, reason })),
    reasons.map((reason) => ({ blocked: { reason } })),
  );
  const play = (from: ItemRow, changes: readonly ItemChange[]) =>
    changes.reduce((before, each) => {
      const facts = {
        personId: "ana",
        lead: true,
        severity: "critical",
        excused: false,
        waived: true,
        now: noon,
      } as const;
      const decision = decideItemChange(before, each, before.version, facts);
      return "row" in decision ? decision.row : before;
    }, from);
  let seen = 0;
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), fc.array(change, { maxLength: 6 }), (before, after) => {
      const then = play(untouchedRow("backup"), before);
      const start = snapshotOf(document, { items: rowsOf(then), waivers: [waiver("backup", granted(then))] });
      const snapshot = { ...start, signatures: [signed(start, { gateKey: "deploy", signoffKey: "Security" })] };
      expect(assess(snapshot, noon).verdict).not.toBe("no_go");
      const now = play(then, after);
      const worse =
        (now.state === "failed" && then.state !== "failed") ||
        (now.blocked !== null && now.blocked.reason !== then.blocked?.reason);
      if (!worse) return;
      seen += 1;
      const codes = assess({ ...snapshot, items: rowsOf(now) }, noon).reasons.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(["critical_open", "signoff_stale"]));
    }),
  );
  expect(seen).toBeGreaterThan(20);
});
