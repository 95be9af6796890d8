import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CeremonyRequest, ceremonyChanges, openCeremony } from "./ceremony";
import { canonical, sha256Hex } from "./digest";
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
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { leafDigest, stateRoot } from "./signature";

const document = documentOf(
  phase("before", [item("backup", { severity: "critical" }), item("docs", { title: "Docs\nmeaning: none" })]),
  gate("deploy", { title: "May we **deploy**?", asks: "live", signoffs: [signoff("Security")] }),
);
const base = snapshotOf(document, {
  items: { ...allPassed(document), backup: row("backup", { state: "failed", reason: "full", version: 3 }) },
  waivers: [waiver("backup")],
  evidence: [evidence("docs")],
  roster: [{ role: "security", personId: "sec", deputy: false }],
});
const request: CeremonyRequest = {
  signoffKey: "Security",
  personId: "sec",
  decision: "approve_with_conditions",
  comment: "fine\nsigner: Mallory",
  conditions: [{ text: "watch the disk", ownerId: "bob", dueAt: at(60) }],
  method: "password",
};

function open(snapshot: RunSnapshot = base, more: Partial<CeremonyRequest> = {}, now = noon) {
  const ceremony = openCeremony(snapshot, now, { ...request, ...more });
  if (!ceremony) throw new Error("no ceremony");
  return ceremony;
}

describe("a statement", () => {
  it("says everything that is signed, one field per line in fixed order", () => {
    const { text } = open().statement;
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
      "signer",
      "role",
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
      "item",
      "item",
      "method",
      "issued",
    ]);
    expect(text).toContain(
      "signer: Sec (sec)\nrole: Security\nmeaning: Sec, as Security, approves with conditions: I approve as Security.\n",
    );
    expect(text).toContain("condition: watch the disk (owner: Bob; due: 2026-11-20T13:00:00.000Z)\n");
    expect(text).toContain("artefact: version 4.2.0\n");
    expect(text).toContain("issued: 2026-11-20T12:00:00.000Z\n");
  });

  it("lets no value start a line of its own", () => {
    const { text } = open().statement;
    expect(text).toContain("comment: fine\\u{a}signer: Mallory\n");
    expect(text.split("\n").filter((line) => line.startsWith("signer:"))).toHaveLength(1);
    const tricky = open(base, { comment: "a\u2028b\u202Ec\\d\re" }).statement.text;
    expect(tricky).toContain("comment: a\\u{2028}b\\u{202e}c\\\\d\\u{d}e\n");
  });

  it("is hashed as the bytes that are shown", () => {
    const { bytes, text, sha256 } = open().statement;
    expect(new TextDecoder().decode(bytes)).toBe(text);
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it.each<[string, RunSnapshot, Partial<CeremonyRequest>, string]>([
    ["another run", { ...base, run: { ...base.run, id: "other" } }, {}, noon],
    ["another artefact", { ...base, run: { ...base.run, artefact: { version: "4.2.1" } } }, {}, noon],
    ["another environment", { ...base, run: { ...base.run, environment: "staging" } }, {}, noon],
    ["another template version", { ...base, run: { ...base.run, templateDigest: "e".repeat(64) } }, {}, noon],
    [
      "another revision",
      { ...base, items: { ...base.items, docs: row("docs", { state: "passed", revision: 1 }) } },
      {},
      noon,
    ],
    ["other evidence", { ...base, evidence: [evidence("docs", { sha256: "f".repeat(64) })] }, {}, noon],
    ["another waiver", { ...base, waivers: [waiver("backup", { id: "other" })] }, {}, noon],
    [
      "another printed name",
      { ...base, people: { ...base.people, sec: { id: "sec", name: "Sec Two", email: "s@example.test" } } },
      {},
      noon,
    ],
    ["another decision", base, { decision: "approve" }, noon],
    ["another condition", base, { conditions: [] }, noon],
    ["another comment", base, { comment: null }, noon],
    ["another time", base, {}, at(1)],
  ])("differs for %s", (_, snapshot, more, now) => {
    expect(open(snapshot, more, now).statement.sha256).not.toBe(open().statement.sha256);
  });

  it("is drawn up only for somebody who fills the role, and a sign-off that exists", () => {
    expect(openCeremony(base, noon, { ...request, personId: "lead" })).toBeNull();
    expect(openCeremony(base, noon, { ...request, signoffKey: "CTO" })).toBeNull();
    expect(open()).toMatchObject({ printedName: "Sec", role: "Security", gateKey: "deploy" });
  });
});

describe("the summary", () => {
  it("says in one sentence what is decided on", () => {
    expect(open().summary).toBe(
      "You approve with conditions production go-live of payments 4.2.0 at 100 of 100 with 1 waiver and 1 condition.",
    );
  });

  it("counts what changed since they last signed", () => {
    const before = signed({ ...base, waivers: [] }, { gateKey: "deploy", signoffKey: "Security", signedAt: at(-5) });
    const again = { ...base, run: { ...base.run, name: "payments" }, signatures: [before] };
    expect(open(again, { decision: "approve", conditions: [] }).summary).toBe(
      "You approve production go-live of payments (4.2.0) at 100 of 100 with 1 waiver; 1 item changed since you last signed.",
    );
  });
});

describe("an open ceremony", () => {
  const ceremony = { ...open(), signoffKey: "Security" };

  it("can be signed while nothing material moved", () => {
    expect(ceremonyChanges(base, at(4), ceremony)).toEqual([]);
    expect(
      ceremonyChanges({ ...base, evidence: [...base.evidence, evidence("docs", { id: "more" })] }, at(4), ceremony),
    ).toEqual([]);
  });

  it("tells what moved", () => {
    const failed = row("docs", { state: "failed", reason: "gone", revision: 1 });
    const moved = { ...base, items: { ...base.items, docs: failed } };
    expect(ceremonyChanges(moved, at(4), ceremony)).toMatchObject([{ key: "docs", why: "was passed, now failed" }]);
    expect(ceremonyChanges({ ...base, waivers: [] }, at(4), ceremony)).toMatchObject([
      { key: "backup", why: "a waiver ended" },
    ]);
  });
});

describe("digests", () => {
  it("are SHA-256 of UTF-8", () => {
    expect(sha256Hex("Prüfung ✓")).toBe(createHash("sha256").update("Prüfung ✓").digest("hex"));
  });

  it("tell any two lists of values apart", () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\u001f", "\\", "\\u", "\\0", ""),
      fc.constant(null),
    );
    const values = fc.array(value, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it("keep evidence and waivers apart, and heed the order of leaves", () => {
    const leaf = { key: "k", title: "t", evidence: ["x"], waivers: [] as string[] };
    expect(leafDigest(leaf)).not.toBe(leafDigest({ ...leaf, evidence: [], waivers: ["x"] }));
    const [a, b] = ["a", "b"].map((key) => ({ key, revision: 0, digest: "d" }));
    if (!a || !b) throw new Error("no leaves");
    expect(stateRoot([a, b])).not.toBe(stateRoot([b, a]));
  });
});
