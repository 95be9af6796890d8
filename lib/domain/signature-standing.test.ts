import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { ItemRow, RunSnapshot } from "./run";
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
import { signatureStanding } from "./signature-standing";
import type { SignatureRow } from "./signing-rows";

const document = documentOf(
  phase("before", [item("backup", { severity: "critical" }), item("docs"), item("later")]),
  gate("deploy", { signoffs: [signoff("Security", ["Security"]), signoff("Leads", ["CTO", "VP"], 2)] }),
  phase("during", [item("switch")]),
  gate("live"),
);

const proof = evidence("backup");
const start = snapshotOf(document, {
  items: {
    ...allPassed(document),
    ...rowsOf(row("docs", { state: "warned", reason: "draft", revision: 1 }), row("later", { state: "in_progress" })),
  },
  evidence: [proof],
  roster: ["sec", "ana"].map((personId, n) => ({ role: "Security", personId, deputy: n > 0 })),
});
const signature = signed(start, { gateKey: "deploy", signoffKey: "Security" });

function changed(key: string, more: Partial<ItemRow>): RunSnapshot {
  const before = start.items[key] ?? row(key);
  return { ...start, items: { ...start.items, [key]: { ...before, ...more } } };
}

function reworded(title: string): RunSnapshot {
  const [first, ...others] = document.phases;
  if (first?.kind !== "phase") throw new Error("no phase");
  return {
    ...start,
    document: {
      ...document,
      phases: [
        { ...first, content: [item("backup", { title, severity: "critical" }), ...first.content.slice(1)] },
        ...others,
      ],
    },
  };
}

describe("an approval", () => {
  it.each<[string, RunSnapshot, string[]]>([
    ["a leaf leaving passed", changed("backup", { state: "failed", revision: 1 }), ["backup was passed, now failed"]],
    [
      "a leaf that left and came back",
      changed("backup", { state: "passed", revision: 1 }),
      ["backup changed since, and is passed"],
    ],
    ["a reworded mitigation", changed("docs", { reason: "final", revision: 2 }), ["docs changed since, and is warned"]],
    ["a warning that went away", changed("docs", { state: "passed", revision: 2 }), ["docs was warned, now passed"]],
    ["a waiver granted", { ...start, waivers: [waiver("later")] }, ["later a waiver was granted"]],
    [
      "evidence redacted",
      { ...start, evidence: [{ ...proof, redactedAt: at(1) }] },
      ["backup evidence was replaced, redacted or expired"],
    ],
    [
      "evidence expired",
      { ...start, evidence: [{ ...proof, expiresAt: at(-1) }] },
      ["backup evidence was replaced, redacted or expired"],
    ],
    [
      "evidence replaced",
      { ...start, evidence: [{ ...proof, sha256: "c".repeat(64) }] },
      ["backup evidence was replaced, redacted or expired"],
    ],
    ["an item reworded", reworded("Backup, tried"), ["Backup, tried was reworded"]],
    [
      "a build named",
      { ...start, run: { ...start.run, artefact: { ...start.run.artefact, build: "4711" } } },
      ["deploy the artefact, the environment or the gate's rules changed"],
    ],
    [
      "another artefact",
      { ...start, run: { ...start.run, artefact: { version: "4.2.1" } } },
      ["deploy the artefact, the environment or the gate's rules changed"],
    ],
    [
      "another environment",
      { ...start, run: { ...start.run, environment: "elsewhere" } },
      ["deploy the artefact, the environment or the gate's rules changed"],
    ],
  ])("goes stale by %s", (_, snapshot, changes) => {
    const standing = signatureStanding(signature, snapshot, noon);
    expect(standing.standing).toBe("stale");
    expect(standing.changed.map(({ title, why }) => `${title} ${why}`)).toEqual(changes);
  });

  it.each<[string, RunSnapshot, string[]]>([
    ["nothing", start, []],
    ["a leaf becoming passed", changed("later", { state: "passed" }), ["later"]],
    [
      "an assignment, a comment, a date",
      changed("backup", { assigneeId: "ana", comments: 3, dueAt: noon, version: 9 }),
      [],
    ],
    ["evidence added", { ...start, evidence: [proof, evidence("backup", { id: "second" })] }, ["backup"]],
    ["a leaf outside its gate", changed("switch", { state: "failed", revision: 4 }), []],
    ["a waiver on a leaf outside its gate", { ...start, waivers: [waiver("switch")] }, []],
    ["a waiver only asked for", { ...start, waivers: [waiver("later", { grantedAt: null })] }, []],
    ["a reported block", changed("backup", { blocked: { reason: "disk", byId: "ana", since: noon } }), []],
  ])("survives %s", (_, snapshot, improved) => {
    expect(signatureStanding(signature, snapshot, noon)).toEqual({
      id: signature.id,
      standing: "counts",
      changed: [],
      improved,
    });
  });

  it("notices items added, dropped and moved out of its gate", () => {
    const [first, ...others] = document.phases;
    if (first?.kind !== "phase") throw new Error("no phase");
    const content = [...first.content.slice(1), item("new")];
    const snapshot = { ...start, document: { ...document, phases: [{ ...first, content }, ...others] } };
    expect(signatureStanding(signature, snapshot, noon).changed).toEqual([
      { key: "backup", title: "backup", why: "is no longer covered" },
      { key: "new", title: "new", why: "was added" },
    ]);
  });

  it("goes stale with an option switched under it, not with its waiver's word", () => {
    const waived = { ...start, waivers: [waiver("later", { expiresAt: at(60) })] };
    const given = signed(waived, { gateKey: "deploy", signoffKey: "Security" });
    expect(signatureStanding(given, waived, noon).standing).toBe("counts");
    expect(signatureStanding(given, waived, at(61)).changed).toEqual([
      { key: "later", title: "later", why: "a waiver ended" },
    ]);
  });
});

describe("a rejection", () => {
  const rejection: SignatureRow = { ...signature, id: "no", decision: "reject" };
  const statusOf = (snapshot: RunSnapshot) =>
    assess(snapshot, at(10)).signoffs.find(({ key }) => key === "Security")?.status;

  it("never goes stale", () => {
    const snapshot = { ...changed("backup", { state: "failed", revision: 8 }), signatures: [rejection] };
    expect(signatureStanding(rejection, snapshot, noon).standing).toBe("rejects");
    expect(statusOf(snapshot)).toBe("rejected");
  });

  it("vetoes whoever else approves, until its author signs anew or withdraws", () => {
    const deputy: SignatureRow = { ...signature, id: "dep", personId: "ana", signedAt: at(1) };
    expect(statusOf({ ...start, signatures: [rejection, deputy] })).toBe("rejected");
    expect(statusOf({ ...start, signatures: [{ ...rejection, withdrawnAt: at(1) }, deputy] })).toBe("approved");
    expect(statusOf({ ...start, signatures: [rejection, { ...signature, id: "anew", signedAt: at(1) }] })).toBe(
      "approved",
    );
    expect(statusOf({ ...start, signatures: [signature, { ...rejection, signedAt: at(1) }] })).toBe("rejected");
  });

  it("ends when whoever fills the role after them signs", () => {
    const roster = [{ role: "security", personId: "bob", deputy: false }];
    const successor: SignatureRow = { ...signature, id: "new", personId: "bob", signedAt: at(2) };
    expect(statusOf({ ...start, roster, signatures: [rejection] })).toBe("rejected");
    expect(statusOf({ ...start, roster, signatures: [rejection, { ...successor, signedAt: at(-2) }] })).toBe(
      "rejected",
    );
    expect(statusOf({ ...start, roster, signatures: [rejection, successor] })).toBe("approved");
  });
});

describe("a sign-off", () => {
  const leads = (snapshot: RunSnapshot) => assess(snapshot, at(10)).signoffs.find(({ key }) => key === "Leads");
  const by = (personId: string, more: Partial<SignatureRow> = {}) =>
    signed(start, { gateKey: "deploy", signoffKey: "Leads", role: "CTO", personId, ...more });

  it.each<[string, SignatureRow[], string]>([
    ["nobody", [], "waiting"],
    ["one of two", [by("ana")], "waiting"],
    ["one person twice", [by("ana"), by("ana", { signedAt: at(1), role: "VP" })], "waiting"],
    ["two people", [by("ana"), by("bob")], "approved"],
    [
      "two, one with an open condition",
      [
        by("ana"),
        by("bob", {
          decision: "approve_with_conditions",
          conditions: [{ id: "c", text: "watch", ownerId: null, dueAt: null, doneAt: null }],
        }),
      ],
      "conditional",
    ],
    [
      "two, one with its condition met",
      [
        by("ana"),
        by("bob", {
          decision: "approve_with_conditions",
          conditions: [{ id: "c", text: "watch", ownerId: null, dueAt: null, doneAt: at(2) }],
        }),
      ],
      "approved",
    ],
    ["two, one on another state", [by("ana"), by("bob", { scopeDigest: "other" })], "stale"],
    [
      "two, one withdrew their latest",
      [by("ana"), by("bob"), by("bob", { signedAt: at(1), withdrawnAt: at(2) })],
      "waiting",
    ],
    ["two, but for another gate", [by("ana", { gateKey: "live" }), by("bob", { gateKey: "live" })], "waiting"],
    [
      "two, but for another sign-off",
      [by("ana", { signoffKey: "Security" }), by("bob", { signoffKey: "Security" })],
      "waiting",
    ],
  ])("signed by %s is %s", (_, signatures, status) => {
    expect(leads({ ...start, signatures })?.status).toBe(status);
  });

  it("keeps an approval of somebody who left the role: authority was judged at signing", () => {
    expect(leads({ ...start, roster: [], signatures: [by("ana"), by("bob")] })?.status).toBe("approved");
  });
});
