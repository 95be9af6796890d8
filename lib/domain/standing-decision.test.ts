import { describe, expect, it } from "vitest";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { allPassed, documentOf, gate, item, noon, phase, signed, signoff, snapshotOf } from "./sample-run";
import { signatureStanding } from "./signature-standing";
import { refuseUndoing } from "./standing-decision";
import type { TemplateDocument } from "./template";
import type { Choice } from "./template-leaves";
import { judge } from "./verdict";

const how: Choice = {
  kind: "choice",
  key: "how",
  title: "How?",
  options: [
    { key: "slowly", title: "Slowly" },
    { key: "at-once", title: "At once" },
  ],
};
const parts = [
  phase("first", [item("one")]),
  gate("ready", { signoffs: [signoff("QA")] }),
  phase("second", [item("two"), item("three"), how]),
  gate("deploy"),
] as const;
const [first, ready, second, deploy] = parts;
const document = documentOf(...parts);
const chose = (option: string) => ({ key: "how", option, reason: "so", byId: "bob", at: noon, version: 1 });
const base = snapshotOf(document, { items: allPassed(document), choices: [chose("slowly")] });
const gateRow = (status: "go" | "no_go" | "pending", key = "deploy") => ({
  key,
  status,
  decidedById: "bob",
  decidedAt: noon,
  reason: null,
  frozen: null,
});
const refusal = (was: RunSnapshot, is: Partial<RunSnapshot>) =>
  refuseUndoing(readRun(was, noon), readRun({ ...was, ...is }, noon))?.message ?? null;
const with_ = (...phases: TemplateDocument["phases"]) => ({ document: documentOf(...phases) });

describe("a decided gate", () => {
  const without = with_(first, ready, phase("second", [item("two"), how]), deploy);
  it.each<[string, Partial<RunSnapshot>]>([
    ["an item less", without],
    ["another choice", { choices: [chose("at-once")] }],
    ["a choice taken back", { choices: [] }],
    ["no gate", with_(first, ready, second)],
  ])("of GO and of NO-GO is reopened before %s", (_, is) => {
    for (const status of ["go", "no_go"] as const) {
      expect(refusal({ ...base, gates: [gateRow(status)] }, is)).toContain("Its lead reopens the gate first");
    }
    expect(refusal({ ...base, gates: [gateRow("pending")] }, is)).toBeNull();
  });

  it("lets change what it doesn't cover, and how it is worded", () => {
    const gates = [gateRow("go", "ready")];
    expect(refusal({ ...base, gates }, without)).toBeNull();
    expect(
      refusal({ ...base, gates: [gateRow("go")] }, with_(first, ready, second, { ...deploy, title: "Go?" })),
    ).toBeNull();
  });

  it("of NO-GO keeps its place before those it stands against", () => {
    const gates = [gateRow("no_go", "ready")];
    expect(refusal({ ...base, gates }, with_(gate("deploy"), first, ready, second))).toContain("recorded NO-GO");
  });
});

describe("a rejection", () => {
  const rejected = { ...base, signatures: [signed(base, { gateKey: "ready", signoffKey: "QA", decision: "reject" })] };
  it.each<[string, Partial<RunSnapshot>, boolean]>([
    ["its gate", with_(first, second, deploy), true],
    ["its sign-off", with_(first, { ...ready, signoffs: [signoff("Test")] }, second, deploy), true],
    ["an item of its gate", with_(phase("first", [item("other")]), ready, second, deploy), false],
  ])("outlives a change that takes away %s", (_, is, stands) => {
    expect(refusal(rejected, is)?.startsWith("Sec said NO-GO as QA at ready") ?? false).toBe(stands);
  });
});

describe("what GO and signatures were given for", () => {
  const gates = (snapshot: RunSnapshot, digest?: string) => {
    const state = readRun(snapshot, noon);
    const [, place] = state.index.gates;
    if (!place) throw new Error("no gate");
    const { artefact, environment } = snapshot.run;
    const scopeDigest = digest ?? signed(snapshot, { gateKey: "deploy", signoffKey: "none" }).scopeDigest;
    const frozen = { verdict: "go" as const, score: 100, conditions: 0, artefact, environment, scopeDigest };
    return [{ ...gateRow("go"), frozen }];
  };
  const verdict = (snapshot: RunSnapshot) => {
    const state = readRun(snapshot, noon);
    const [, place] = state.index.gates;
    return place && judge(state, place).verdict;
  };

  it("is compared with what the gate covers when it is read", () => {
    const decided = { ...base, gates: gates(base) };
    expect(verdict(decided)).toBe("go");
    expect(verdict({ ...decided, choices: [chose("at-once")] })).toBe("no_go");
    expect(verdict({ ...decided, ...with_(first, ready, phase("second", [item("two"), how]), deploy) })).toBe("no_go");
  });

  it("makes a signature stale by another choice; those of older releases go by the rule they were signed under", () => {
    const asked = documentOf(first, ready, second, { ...deploy, signoffs: [signoff("QA")] });
    const start = snapshotOf(asked, { items: allPassed(asked), choices: [chose("slowly")] });
    const now = signed(start, { gateKey: "deploy", signoffKey: "QA" });
    const swapped = { ...start, choices: [chose("at-once")] };
    expect(signatureStanding(now, start, noon).standing).toBe("counts");
    expect(signatureStanding(now, swapped, noon).changed[0]?.why).toContain("a choice");
    const open = signed({ ...start, choices: [] }, { gateKey: "deploy", signoffKey: "QA" });
    expect(signatureStanding(open, start, noon).standing).toBe("stale");
    const plain = documentOf(first, ready, phase("second", [item("two"), item("three")]), {
      ...deploy,
      signoffs: [signoff("QA")],
    });
    const { scopeDigest } = signed(snapshotOf(plain), { gateKey: "deploy", signoffKey: "QA" });
    const older = { ...now, scopeDigest };
    for (const run of [start, swapped]) expect(signatureStanding(older, run, noon).standing).toBe("counts");
  });
});
