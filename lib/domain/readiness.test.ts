import { describe, expect, it } from "vitest";
import type { ReasonCode } from "./assessment";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";

const plain = documentOf(
  phase("prepare", [
    item("backup", { severity: "critical", owner: "Ops" }),
    item("alerts", { severity: "high" }),
    item("docs"),
    item("party", { severity: "low" }),
  ]),
  gate("deploy"),
);

const signing = documentOf(
  phase("prepare", [item("backup", { severity: "critical" })]),
  gate("deploy", { signoffs: [signoff("Security")] }),
);

const approved = snapshotOf(signing, { items: allPassed(signing) });
const approval = signed(approved, { gateKey: "deploy", signoffKey: "Security" });

type Case = [name: string, snapshot: RunSnapshot, codes: ReasonCode[]];

const passedBut = (...rows: ReturnType<typeof row>[]) => ({ ...allPassed(plain), ...rowsOf(...rows) });

const evident = documentOf(phase("prepare", [item("backup", { evidence: "required" })]), gate("deploy"));
const twoGates = documentOf(phase("a", [item("one")]), gate("first"), phase("b", [item("two")]), gate("second"));

const cases: Case[] = [
  ["everything open", snapshotOf(plain), ["critical_open", "high_open", "score_below"]],
  [
    "a critical one warned",
    snapshotOf(plain, { items: passedBut(row("backup", { state: "warned", reason: "by hand" })) }),
    ["critical_open", "score_below"],
  ],
  [
    "a high one warned with its mitigation",
    snapshotOf(plain, { items: passedBut(row("alerts", { state: "warned", reason: "by hand" })) }),
    [],
  ],
  [
    "a high one warned without a mitigation",
    snapshotOf(plain, { items: passedBut(row("alerts", { state: "warned", reason: " " })) }),
    ["high_open", "score_below"],
  ],
  [
    "a critical one waived",
    snapshotOf(plain, {
      items: passedBut(row("backup", { state: "failed", reason: "no disk" })),
      waivers: [waiver("backup", { grantedFor: { state: "failed", blocked: false, revision: 0 } })],
    }),
    [],
  ],
  [
    "a waiver asked for, not granted",
    snapshotOf(plain, {
      items: passedBut(row("backup")),
      waivers: [waiver("backup", { grantedAt: null, grantedById: null })],
    }),
    ["critical_open", "score_below"],
  ],
  [
    "a waiver expired",
    snapshotOf(plain, { items: passedBut(row("backup")), waivers: [waiver("backup", { expiresAt: noon })] }),
    ["critical_open", "score_below"],
  ],
  [
    "a waiver revoked",
    snapshotOf(plain, { items: passedBut(row("backup")), waivers: [waiver("backup", { revokedAt: noon })] }),
    ["critical_open", "score_below"],
  ],
  [
    "a medium one not applicable",
    snapshotOf(plain, { items: passedBut(row("docs", { state: "not_applicable", reason: "none" })) }),
    [],
  ],
  [
    "a critical one not applicable without a grant",
    snapshotOf(plain, { items: passedBut(row("backup", { state: "not_applicable", reason: "none" })) }),
    ["critical_open", "score_below"],
  ],
  [
    "a critical one not applicable with a grant",
    snapshotOf(plain, {
      items: passedBut(row("backup", { state: "not_applicable", reason: "none" })),
      waivers: [waiver("backup", { kind: "not_applicable" })],
    }),
    [],
  ],
  [
    "a passed one reported blocked",
    snapshotOf(plain, {
      items: passedBut(row("backup", { state: "passed", blocked: { reason: "disk", byId: "ana", since: noon } })),
    }),
    ["critical_open", "score_below"],
  ],
  ["only a low one open", snapshotOf(plain, { items: passedBut(row("party")) }), ["score_below"]],
  ["evidence missing", snapshotOf(evident, { items: allPassed(evident) }), ["evidence_missing"]],
  ["evidence there", snapshotOf(evident, { items: allPassed(evident), evidence: [evidence("backup")] }), []],
  [
    "evidence expired",
    snapshotOf(evident, { items: allPassed(evident), evidence: [evidence("backup", { expiresAt: noon })] }),
    ["evidence_expired"],
  ],
  [
    "evidence redacted",
    snapshotOf(evident, { items: allPassed(evident), evidence: [evidence("backup", { redactedAt: noon })] }),
    ["evidence_missing"],
  ],
  [
    "evidence missing on a waived one",
    snapshotOf(evident, { items: allPassed(evident), waivers: [waiver("backup")] }),
    [],
  ],
  ["nothing signed", approved, ["signoff_missing"]],
  ["signed", { ...approved, signatures: [approval] }, []],
  ["signed, then withdrawn", { ...approved, signatures: [{ ...approval, withdrawnAt: at(1) }] }, ["signoff_missing"]],
  [
    "signed for another artefact",
    { ...approved, run: { ...approved.run, artefact: { version: "4.2.1" } }, signatures: [approval] },
    ["signoff_stale"],
  ],
  ["rejected", { ...approved, signatures: [{ ...approval, decision: "reject" }] }, ["signoff_rejected"]],
  [
    "a condition overdue",
    {
      ...approved,
      signatures: [
        {
          ...approval,
          decision: "approve_with_conditions",
          conditions: [{ id: "c", text: "watch it", ownerId: "bob", dueAt: noon, doneAt: null }],
        },
      ],
    },
    ["condition_overdue"],
  ],
  ["the run closed", { ...approved, run: { ...approved.run, closedAt: noon }, signatures: [approval] }, ["run_closed"]],
  ["no item at all", snapshotOf(documentOf(phase("a", []), gate("deploy"))), ["nothing_covered"]],
  [
    "a NO-GO recorded",
    {
      ...approved,
      signatures: [approval],
      gates: [{ key: "deploy", status: "no_go", decidedById: "lead", decidedAt: noon, reason: "storm", frozen: null }],
    },
    ["signoff_rejected"],
  ],
];

describe("why not", () => {
  it.each(cases)("%s", (_, snapshot, codes) => {
    const readiness = assess(snapshot, noon);
    expect(readiness.reasons.map(({ code }) => code)).toEqual(codes);
    expect(readiness.verdict === "no_go").toBe(codes.length > 0);
    expect(readiness.blockers.length > 0).toBe(codes.length > 0);
  });

  it("holds a later gate back while an earlier one is open", () => {
    const snapshot = snapshotOf(twoGates, { items: allPassed(twoGates) });
    const readiness = assess(snapshot, noon, "second");
    expect(readiness.reasons).toEqual([
      { code: "earlier_gate_open", text: "first comes first and is not decided", gate: "first" },
    ]);
    expect(readiness.nextAction).toMatchObject({ kind: "declare", key: "first" });
    expect(assess(snapshot, noon)).toMatchObject({ gate: "first", verdict: "go" });
  });

  it("asks the artefact about to be deployed", () => {
    const snapshot = snapshotOf(plain, { items: allPassed(plain) });
    expect(assess(snapshot, noon, "deploy", { version: "4.2.0" }).verdict).toBe("go");
    expect(assess(snapshot, noon, "deploy", { version: "4.2.1" }).reasons[0]?.code).toBe("artefact_mismatch");
    expect(assess(snapshot, noon, "deploy", { commit: "abcdef1" }).reasons[0]?.code).toBe("artefact_mismatch");
  });

  it("is about the last gate once all are decided", () => {
    const gates = ["first", "second"].map((key) => ({
      key,
      status: "go" as const,
      decidedById: "lead",
      decidedAt: noon,
      reason: null,
      frozen: { verdict: "go" as const, score: 100, conditions: 0 },
    }));
    expect(assess(snapshotOf(twoGates, { gates, items: allPassed(twoGates) }), noon)).toMatchObject({
      gate: "second",
      verdict: "go",
      score: 100,
    });
  });
});
