import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, sha256Hex } from "./digest";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
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
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { firstLeafDigest, signLeaf, stateRoot } from "./signature";
import { scopeIn } from "./signature-standing";
import { buildStatement, readStatementLine, type StatementInput, statementLine, statementSummary } from "./statement";
import { judge } from "./verdict";

const document = documentOf(
  phase("before", [item("backup", { severity: "critical" }), item("docs", { title: "Docs\nmeaning: none" })]),
  gate("deploy", { title: "May we **deploy**?", asks: "live", signoffs: [signoff("Security")] }),
);
const base = snapshotOf(document, {
  items: { ...allPassed(document), backup: row("backup", { state: "failed", reason: "full", version: 3 }) },
  waivers: [waiver("backup", { grantedFor: { state: "failed", blocked: false, revision: 0 } })],
  evidence: [evidence("docs")],
  roster: [{ role: "security", personId: "sec", deputy: false }],
});
function inputOf(snapshot: RunSnapshot = base, more: Partial<StatementInput> = {}): StatementInput {
  const state = readRun(snapshot, noon);
  const place = state.index.gateByKey.get("deploy");
  const asked = place?.gate.signoffs[0];
  if (!place || !asked) throw new Error("no sign-off");
  const { covered, verdict, score, required } = judge(state, place);
  return {
    run: snapshot.run,
    gate: place.gate,
    signoff: asked,
    verdict,
    score,
    required,
    leaves: covered.map((standing) => ({ ...signLeaf(standing), title: standing.leaf.title })),
    scopeDigest: scopeIn(state, place, place.coverage).digest,
    waivers: covered.flatMap(({ leaf, grants }) => grants.map((grant) => ({ ...grant, title: leaf.title }))),
    risks: [],
    choices: [],
    parts: [],
    signer: { id: "sec", name: "Sec", role: "Security" },
    delegation: null,
    decision: "approve_with_conditions",
    comment: "fine\nsigner: Mallory",
    conditions: [{ text: "watch the disk", owner: "Bob", dueAt: at(60) }],
    method: "password",
    issuedAt: noon,
    ...more,
  };
}

function statementOf(snapshot: RunSnapshot = base, more: Partial<StatementInput> = {}) {
  return buildStatement(inputOf(snapshot, more));
}

describe("a statement", () => {
  it("says everything that is one field per line in fixed order", () => {
    const { text } = statementOf();
    const names = text
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.slice(0, line.indexOf(":")));
    expect(names).toEqual([
      "run",
      "environment",
      "artefact",
      "template",
      "template sha256",
      "gate",
      "gate policy sha256",
      "sign-off",
      "policy",
      "coverage",
      "signer",
      "role",
      "delegation",
      "meaning",
      "decision",
      "comment",
      "conditions",
      "condition",
      "readiness",
      "waivers",
      "waiver",
      "scope sha256",
      "state root sha256",
      "covers",
      "item digests",
      "item",
      "item",
      "method",
      "issued",
    ]);
    expect(text).toContain(
      "signer: Sec (sec)\nrole: Security\ndelegation: none\nmeaning: Sec, as Security, approves with conditions: I approve as Security.\n",
    );
    expect(text).toContain("condition: watch the disk (owner: Bob; due: 2026-11-20T13:00:00.000Z)\n");
    expect(text).toContain("artefact: version 4.2.0\n");
    expect(text).toMatch(/\nitem: backup r0 failed [0-9a-f]{64} 0 proofs \(critical\) backup\n/);
    expect(text).toContain("issued: 2026-11-20T12:00:00.000Z\n");
  });

  it("lets no value start a line of its own", () => {
    const { text } = statementOf();
    expect(text).toContain("comment: fine\\u{a}signer: Mallory\n");
    expect(text.split("\n").filter((line) => line.startsWith("signer:"))).toHaveLength(1);
    const tricky = statementOf(base, { comment: "a\u2028b\u202Ec\\d\re" }).text;
    expect(tricky).toContain("comment: a\\u{2028}b\\u{202e}c\\\\d\\u{d}e\n");
    const unseen = statementOf(base, { comment: "a\u061Cb\u200Bc\u2060d\uFEFFe\u{E0041}f\u00ADg می\u200Cخواهم" }).text;
    const spelled = "a\\u{61c}b\\u{200b}c\\u{2060}d\\u{feff}e\\u{e0041}f\\u{ad}g می\u200Cخواهم";
    expect(unseen).toContain(`comment: ${spelled}\n`);
  });

  it("is read back the same, whichever rule spelled it", () => {
    const value = "a\u200Bb\\u{41}c\\d\ne";
    const older = "comment: a\u200Bb\\\\u{41}c\\\\d\\u{a}e";
    expect(readStatementLine(statementLine("comment", value))).toBe(`comment: ${value}`);
    expect(readStatementLine(older)).toBe(`comment: ${value}`);
    expect(readStatementLine("\\u{110000}")).toBe("\\u{110000}");
  });

  it("is hashed as the bytes that are shown", () => {
    const { bytes, text, sha256 } = statementOf();
    expect(new TextDecoder().decode(bytes)).toBe(text);
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it.each<[string, RunSnapshot, Partial<StatementInput>]>([
    ["another run", { ...base, run: { ...base.run, id: "other" } }, {}],
    ["another artefact", { ...base, run: { ...base.run, artefact: { version: "4.2.1" } } }, {}],
    ["another build", { ...base, run: { ...base.run, artefact: { version: "4.2.0", build: "4712" } } }, {}],
    ["another environment", { ...base, run: { ...base.run, environment: "staging" } }, {}],
    ["another template version", { ...base, run: { ...base.run, templateDigest: "e".repeat(64) } }, {}],
    [
      "another revision",
      { ...base, items: { ...base.items, docs: row("docs", { state: "passed", revision: 1 }) } },
      {},
    ],
    ["other evidence", { ...base, evidence: [evidence("docs", { sha256: "f".repeat(64) })] }, {}],
    ["another waiver", { ...base, waivers: [waiver("backup", { id: "other" })] }, {}],
    ["another printed name", base, { signer: { id: "sec", name: "Sec Two", role: "Security" } }],
    ["another role", base, { signer: { id: "sec", name: "Sec", role: "CTO" } }],
    ["another decision", base, { decision: "approve" }],
    ["another condition", base, { conditions: [] }],
    ["another comment", base, { comment: null }],
    ["another gate policy", base, { gate: { ...inputOf().gate, required: 80 } }],
    ["another method", base, { method: "passkey" }],
    ["another time", base, { issuedAt: at(1) }],
  ])("differs for %s", (_, snapshot, more) => {
    expect(statementOf(snapshot, more).sha256).not.toBe(statementOf().sha256);
  });
});

describe("the summary", () => {
  it.each([
    [
      { waivers: 1, risks: 0, changedSinceLast: null },
      "You approve with conditions production go-live of payments 4.2.0 at 100 of 100 with 1 waiver and 1 condition.",
    ],
    [
      { waivers: 0, risks: 2, changedSinceLast: 3, decision: "approve", conditions: [] },
      "You approve production go-live of payments 4.2.0 at 100 of 100 with 2 accepted risks; 3 items changed since you last signed.",
    ],
    [
      { waivers: 0, risks: 0, changedSinceLast: 0, decision: "reject", conditions: [], score: 86.5 },
      "You reject production go-live of payments 4.2.0 at 86.5 of 100; 0 items changed since you last signed.",
    ],
    [
      {
        waivers: 2,
        risks: 0,
        changedSinceLast: 1,
        decision: "approve",
        conditions: [],
        run: { ...base.run, name: "payments" },
      },
      "You approve production go-live of payments (4.2.0) at 100 of 100 with 2 waivers; 1 item changed since you last signed.",
    ],
  ] as const)("%#", (more, sentence) => {
    expect(statementSummary({ ...inputOf(), after: [], ...more })).toBe(sentence);
  });

  it("names a gate that just approves", () => {
    const input = inputOf();
    const gate = { ...input.gate, title: "**Staging** sign-off", asks: "approve" as const };
    expect(
      statementSummary({
        ...{ ...input, gate, decision: "approve", conditions: [] },
        ...{ waivers: 0, risks: 0, changedSinceLast: null, after: [] },
      }),
    ).toBe("You approve Staging sign-off of payments 4.2.0 in production at 100 of 100.");
  });

  it("names what is covered, who came first and whom a delegate signs for", () => {
    const delegation = { id: "d", fromId: "bob", fromName: "Bob", until: at(90), reason: "ill", acceptedAt: noon };
    const input = { ...inputOf(), parts: ["Security checks"], delegation };
    const more = { decision: "approve", conditions: [], waivers: 0, risks: 0, changedSinceLast: null } as const;
    expect(statementSummary({ ...input, ...more, after: ["Tech lead"] })).toBe(
      "You approve Security checks for production go-live of payments 4.2.0 at 100 of 100. You sign after Tech lead. " +
        "You sign for Bob, delegated until 2026-11-20 13:30 UTC.",
    );
    const { text } = buildStatement(input);
    expect(text).toContain("coverage: Security checks\n");
    expect(text).toContain(
      `delegation: for Bob (bob), delegated until ${at(90)} (d)\ndelegated because: ill (accepted ${noon})\n`,
    );
    expect(text).toContain("meaning: Sec, as Security for Bob, approves with conditions: ");
  });
});

describe("digests", () => {
  it("are SHA-256 of UTF-8", () => {
    expect(sha256Hex("Prüfung ✓")).toBe(createHash("sha256").update("Prüfung ✓").digest("hex"));
  });

  it("tell any two lists of values apart", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\u001f", "\\", "u", "0"), maxLength: 6 });
    const value = fc.option(text);
    const values = fc.array(value, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it("keep evidence and waivers apart, and heed the order of leaves", () => {
    const leaf = { key: "k", title: "t", evidence: ["x"], waivers: [] as string[] };
    expect(firstLeafDigest(leaf)).not.toBe(firstLeafDigest({ ...leaf, evidence: [], waivers: ["x"] }));
    const [a, b] = ["a", "b"].map((key) => ({ key, revision: 0, digest: "d" }));
    if (!a || !b) throw new Error("no leaves");
    expect(stateRoot([a, b])).not.toBe(stateRoot([b, a]));
  });
});
