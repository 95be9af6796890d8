import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess, simulate } from "./readiness";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { documentOf, gate, item, noon, phase, row, rowsOf, signed, signoff, snapshotOf } from "./sample-run";
import {
  nothingSupposed,
  readSupposed,
  type Supposed,
  suppose,
  supposedQuery,
  toggleSupposed,
  unknownSupposed,
} from "./supposed";

const document = documentOf(
  phase("prepare", [
    item("backup", { severity: "critical", owner: "Ops", estimate: 30, evidence: "required" }),
    item("restore", { severity: "critical", owner: "DBA", estimate: 20, needs: ["backup"] }),
    item("docs", { severity: "low", estimate: 45 }),
    {
      kind: "choice",
      key: "how",
      title: "How",
      options: [
        { key: "helm", title: "Helm", items: ["chart"] },
        { key: "flux", title: "Flux", items: ["sync"] },
      ],
    },
    item("chart", { severity: "high" }),
    item("sync", { severity: "high" }),
  ]),
  gate("ready", { signoffs: [signoff("Security", ["Security"], 2)] }),
  phase("roll-out", [item("deploy", { severity: "critical" })]),
  gate("deployed"),
);
const start = snapshotOf(document, { roster: [{ role: "Security", personId: "sec", deputy: false }] });
const supposing = (more: Partial<Supposed>): Supposed => ({ ...nothingSupposed, ...more });
const codes = (supposed: Partial<Supposed>, gateKey = "ready", snapshot: RunSnapshot = start) =>
  simulate(snapshot, supposing(supposed), noon, gateKey).reasons.map(({ code, item, signoff, choice, gate }) =>
    [code, item ?? choice ?? signoff ?? gate].filter(Boolean).join(" "),
  );

describe("what would be", () => {
  it.each<[string, Partial<Supposed>, string[]]>([
    [
      "an item done, with its evidence",
      { done: ["backup"] },
      [
        "critical_open restore",
        "high_open chart",
        "high_open sync",
        "score_below",
        "choice_open how",
        "signoff_missing Security",
      ],
    ],
    [
      "a waiver granted",
      { waived: ["backup", "restore"], done: ["chart", "sync", "docs"] },
      ["choice_open how", "signoff_missing Security"],
    ],
    [
      "a choice taken",
      { done: ["backup", "restore", "docs", "chart"], chosen: ["how:helm"] },
      ["signoff_missing Security"],
    ],
    ["a whole phase done", { done: ["prepare"], chosen: ["how:flux"] }, ["signoff_missing Security"]],
    [
      "one of two signatures",
      { done: ["prepare"], chosen: ["how:flux"], signed: ["sec"] },
      ["signoff_missing Security"],
    ],
    ["a sign-off given, whoever is missing", { done: ["prepare"], chosen: ["how:flux"], signed: ["Security"] }, []],
  ])("with %s", (_, supposed, expected) => {
    expect(codes(supposed)).toEqual(expected);
  });

  it("says GO only with nothing left, and with conditions where a risk is accepted", () => {
    const all = { done: ["prepare"], chosen: ["how:helm"], signed: ["Security"] };
    expect(simulate(start, supposing(all), noon, "ready")).toMatchObject({ verdict: "go", score: 100, blockers: [] });
    const risky = supposing({ ...all, done: ["backup", "chart", "docs"], waived: ["restore"] });
    expect(simulate(start, risky, noon, "ready").verdict).toBe("go_with_conditions");
  });

  it("lets a gate behind go on once the one before has its GO", () => {
    expect(codes({ done: ["deploy"] }, "deployed")).toEqual(["earlier_gate_open ready"]);
    expect(codes({ done: ["deploy"], decided: ["ready"] }, "deployed")).toEqual([]);
  });

  it("brings the forecast forward and names who is next", () => {
    const before = assess(start, noon, "ready");
    const after = simulate(start, supposing({ done: ["backup"] }), noon, "ready");
    expect(after.forecast.remainingMinutes).toBe(before.forecast.remainingMinutes - 30);
    expect(after.blockers.flatMap(({ items }) => items.map(({ key }) => key))).toContain("restore");
  });

  it("takes a rejection back when its author would sign", () => {
    const ready = suppose(start, supposing({ done: ["prepare"], chosen: ["how:helm"] }), noon);
    const no = signed(ready, { gateKey: "ready", signoffKey: "Security", decision: "reject" });
    const rejected = { ...ready, signatures: [no] };
    expect(codes({}, "ready", rejected)).toEqual(["signoff_rejected Security"]);
    expect(codes({ signed: ["Security"] }, "ready", rejected)).toEqual([]);
  });

  it("makes stale what the real change would make stale", () => {
    const warned = { ...start, items: rowsOf(row("docs", { state: "warned", reason: "late", revision: 1 })) };
    const yes = signed(warned, { gateKey: "ready", signoffKey: "Security" });
    const after = simulate({ ...warned, signatures: [yes] }, supposing({ done: ["docs"] }), noon, "ready");
    expect(after.signoffs[0]?.signatures[0]?.standing).toBe("stale");
  });

  it("leaves the run alone", () => {
    const before = structuredClone(start);
    simulate(
      start,
      supposing({ done: ["prepare"], waived: ["deploy"], signed: ["Security"], decided: ["ready"] }),
      noon,
    );
    expect(start).toEqual(before);
    expect(suppose(start, nothingSupposed, noon)).toBe(start);
    expect(assess(start, noon).supposed).toBeUndefined();
  });
});

describe("as an address", () => {
  it("survives the way there and back", () => {
    const key = fc.string({ unit: fc.constantFrom("a", "ü", "-", "9", "漢"), minLength: 1, maxLength: 12 });
    const list = fc.uniqueArray(key, { maxLength: 4 });
    fc.assert(
      fc.property(fc.record({ done: list, waived: list, signed: list, decided: list, chosen: list }), (supposed) => {
        const query = Object.fromEntries(new URLSearchParams(supposedQuery(supposed)));
        expect(readSupposed(query)).toEqual(supposed);
      }),
    );
  });

  it("toggles, and says what names nothing of this run", () => {
    const once = toggleSupposed(nothingSupposed, "done", "backup");
    expect(once.done).toEqual(["backup"]);
    expect(toggleSupposed(once, "done", "backup")).toEqual(nothingSupposed);
    const odd = {
      done: ["gone"],
      waived: ["backup"],
      signed: ["sec", "who"],
      decided: ["no"],
      chosen: ["how:helm", "how:x"],
    };
    expect(unknownSupposed(readRun(start, noon), odd)).toEqual(["gone", "who", "no", "how:x"]);
  });
});
