import { describe, expect, it } from "vitest";
import { acceptedRisks, choiceDueAt, risksOf, takenInstead } from "./choice-taken";
import { assess } from "./readiness";
import { readRun } from "./run-state";
import { allPassed, documentOf, gate, item, noon, phase, signed, signoff, snapshotOf } from "./sample-run";
import { signatureStanding } from "./signature-standing";
import type { Choice } from "./template-leaves";

const choice: Choice = {
  kind: "choice",
  key: "how",
  title: "How is it rolled out?",
  decider: "Release lead",
  due: "T-2h",
  options: [
    { key: "slowly", title: "In steps", recommended: true, items: ["watch"] },
    {
      key: "at-once",
      title: "**At once**",
      markdown: "Faster.\n\n- Risk: errors reach everybody\n- **Risk**: no way to compare\n- Mitigation: a flag",
    },
  ],
};
const document = documentOf(
  phase("before", [item("backup"), choice, item("watch")]),
  gate("deploy", { signoffs: [{ ...signoff("Security"), covers: ["backup"] }, signoff("Lead")] }),
);
const taken = (option: string) => ({ key: "how", option, reason: "late", byId: "bob", at: noon, version: 1 });
const chose = (option: string) =>
  snapshotOf(document, {
    items: allPassed(document),
    choices: [taken(option)],
    roster: [{ role: "lead", personId: "sec", deputy: false }],
  });

describe("risks of an option", () => {
  it.each([
    ["- Risk: it may fail", ["it may fail"]],
    ["1. **Risiko:** Es dauert", ["Es dauert"]],
    ["* 风险：数据缺失", ["数据缺失"]],
    ["Lower risk: fewer people\n- Risky: no\n- Risk:", []],
    [undefined, []],
  ])("are read from %j", (markdown, found) => {
    expect(risksOf({ markdown })).toEqual(found);
  });

  it("are conditions of the GO once it is taken, and gone with another option", () => {
    const at = assess(chose("at-once"), noon);
    expect(at.conditions.map(({ text }) => text)).toEqual([
      "Risk accepted with “At once”: errors reach everybody",
      "Risk accepted with “At once”: no way to compare",
    ]);
    expect(assess(chose("slowly"), noon).conditions).toEqual([]);
  });

  it("concern a sign-off of some parts only where the options' items are among them", () => {
    const state = readRun(chose("at-once"), noon);
    const place = state.index.gates[0];
    if (!place) throw new Error("no gate");
    expect(acceptedRisks(state, place, place.coverage)).toHaveLength(2);
    expect(
      acceptedRisks(
        state,
        place,
        place.coverage.filter(({ key }) => key === "backup"),
      ),
    ).toEqual([]);
  });

  it("are what a signature is bound to", () => {
    const worded = (text: string) => ({
      ...choice,
      options: choice.options.map(({ items: _, ...option }) => ({
        ...option,
        ...(option.markdown ? { markdown: text } : {}),
      })),
    });
    const runWith = (text: string, option = "at-once") => {
      const made = documentOf(
        phase("before", [item("backup"), worded(text)]),
        gate("deploy", { signoffs: [signoff("Lead")] }),
      );
      return { ...chose(option), document: made, items: allPassed(made) };
    };
    const before = runWith("- Risk: errors reach everybody");
    const signature = signed(before, { gateKey: "deploy", signoffKey: "lead" });
    const standing = (snapshot: typeof before) =>
      signatureStanding(signature, { ...snapshot, signatures: [signature] }, noon).standing;
    expect(standing(before)).toBe("counts");
    expect(standing(runWith("- Risk: errors reach everybody", "slowly"))).toBe("stale");
    expect(standing(runWith("- Risk: all data is lost"))).toBe("stale");
  });
});

it("names what was taken instead of an option, for what belongs to it alone", () => {
  const state = readRun(chose("at-once"), noon);
  const order = (key: string) => state.index.leafByKey.get(key)?.order ?? -1;
  expect(takenInstead(state, order("watch"))).toBe("At once");
  expect(takenInstead(state, order("backup"))).toBeNull();
  expect(takenInstead(readRun(chose("slowly"), noon), order("watch"))).toBeNull();
});

it("is due before the target, and said to be late in the reason", () => {
  const run = { targetAt: noon, timeZone: "UTC" };
  expect(choiceDueAt(run, choice)).toBe(Date.parse(noon) - 2 * 3_600_000);
  expect(choiceDueAt({ ...run, targetAt: null }, choice)).toBeNull();
  const open = snapshotOf(document, { items: allPassed(document) });
  const late = { ...open, run: { ...open.run, targetAt: noon } };
  const text = assess(late, noon).reasons.find(({ code }) => code === "choice_open")?.text;
  expect(text).toBe("How is it rolled out? is not decided and was to be by 2026-11-20 10:00 UTC");
});
