import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedTerms } from "./asked-terms";
import { demandWords, evidenceEnd } from "./evidence-demand";
import { assess } from "./readiness";
import type { EvidenceRow, RunSnapshot } from "./run";
import {
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
import type { ConfirmationRow } from "./second-person";
import { signatureStanding } from "./signature-standing";
import type { Attributes } from "./template";
import { indexDocument } from "./template-tree";

function runOf(asks: Attributes, proofs: EvidenceRow[], more: Partial<RunSnapshot> = {}): RunSnapshot {
  const document = documentOf(phase("p", [item("backup", asks)]), gate("g"));
  const items = rowsOf(row("backup", { state: "passed", changedById: "ana", changedAt: noon }));
  return snapshotOf(document, { items, evidence: proofs, ...more });
}

const codes = (snapshot: RunSnapshot, now = noon) => assess(snapshot, now).reasons.map(({ code }) => code);
const output = (more: Partial<EvidenceRow> = {}) => evidence("backup", { kind: "output", ...more });
const otherBuild = { artefact: { version: "4.2.1" } };

describe("evidence with demands", () => {
  it.each<[string, RunSnapshot, string[]]>([
    ["any kind will do", runOf({ evidence: "required" }, [evidence("backup")]), []],
    ["none", runOf({ evidence: "output" }, []), ["evidence_missing"]],
    ["another kind", runOf({ evidence: "output" }, [evidence("backup")]), ["evidence_missing"]],
    ["the kind asked for", runOf({ evidence: "output" }, [output()]), []],
    ["young enough", runOf({ age: 60 }, [evidence("backup", { addedAt: at(-59) })]), []],
    ["as old as allowed", runOf({ age: 60 }, [evidence("backup", { addedAt: at(-60) })]), ["evidence_expired"]],
    ["an end of its own before that", runOf({ age: 60 }, [output({ expiresAt: noon })]), ["evidence_expired"]],
    ["old, but another is young", runOf({ age: 60 }, [output({ addedAt: at(-99) }), output({ id: "new" })]), []],
    ["of the artefact deployed", runOf({ bound: "artefact" }, [output()]), []],
    ["of another artefact", runOf({ bound: "artefact" }, [output(otherBuild)]), ["evidence_expired"]],
    ["of no artefact", runOf({ bound: "artefact" }, [output({ artefact: null })]), ["evidence_expired"]],
    ["of another, which nobody asked about", runOf({ evidence: "required" }, [output(otherBuild)]), []],
    ["redacted", runOf({ evidence: "output" }, [output({ redactedAt: noon })]), ["evidence_missing"]],
    ["waived", runOf({ evidence: "output" }, [], { waivers: [waiver("backup")] }), []],
  ])("%s", (_, snapshot, reasons) => {
    expect(codes(snapshot)).toEqual(reasons);
    expect(assess(snapshot, noon).blockers.length === 0).toBe(reasons.length === 0);
  });

  it("says what is asked for, and which item clears it", () => {
    const [reason] = assess(runOf({ evidence: "output", age: 1440 }, [evidence("backup")]), noon).reasons;
    expect(reason).toEqual({
      code: "evidence_missing",
      item: "backup",
      text: "backup has not the evidence asked for: command output, at most 24 h old",
    });
    expect(demandWords({ kind: null, ageMinutes: 90, bound: true, part: null })).toBe(
      "any evidence, at most 90 min old, of the artefact deployed",
    );
  });

  it.each<[string, Attributes["bound"], object | null, object | null, string[]]>([
    ["of the build deployed", "build", { build: "4711" }, { build: "4711", version: "2" }, []],
    ["of another build", "build", { build: "4710" }, { build: "4711" }, ["build 4710, not 4711"]],
    ["of no build", "build", { version: "1" }, { build: "4711" }, ["no named build, not 4711"]],
    [
      "of another build of it all",
      "artefact",
      { version: "1", build: "1" },
      { version: "1", build: "2" },
      ["build 1, not 2"],
    ],
    [
      "no longer a build",
      "artefact",
      { version: "1", build: "1" },
      { version: "1" },
      ["build 1, and the run names none"],
    ],
    [
      "of another version and build",
      "artefact",
      { version: "1", build: "1" },
      { version: "2", build: "2" },
      ["version 1, not 2; build 1, not 2"],
    ],
    [
      "of another version, only bound to the build",
      "build",
      { version: "1", build: "1" },
      { version: "2", build: "1" },
      [],
    ],
    ["another image for the commit", "commit", { commit: "abcd", image: "a" }, { commit: "abcd", image: "b" }, []],
  ])("%s", (_, bound, was, deployed, differences) => {
    const proven = runOf({ bound }, [output({ artefact: was })]);
    const { reasons } = assess({ ...proven, run: { ...proven.run, artefact: deployed } }, noon);
    const texts = differences.map((words) => ({
      code: "evidence_expired",
      item: "backup",
      text: `The evidence of backup is of ${words}`,
    }));
    expect(reasons).toEqual(texts);
  });

  it("says the newest of what is of another build", () => {
    const proofs = [at(-1), at(-9)].map((addedAt, nth) =>
      output({ id: addedAt, addedAt, artefact: { build: `${nth}` } }),
    );
    const proven = runOf({ bound: "build" }, proofs);
    const { reasons } = assess({ ...proven, run: { ...proven.run, artefact: { build: "9" } } }, noon);
    expect(reasons[0]?.text).toBe("The evidence of backup is of build 0, not 9");
  });

  it("without a build there is nothing to be bound to", () => {
    expect(codes(runOf({ bound: "build" }, [output({ artefact: { build: "1" } })]))).toEqual(["evidence_missing"]);
    expect(demandWords({ kind: "output", ageMinutes: null, bound: true, part: "build" })).toBe(
      "command output, of the build deployed",
    );
  });

  it("is bound as the nearest ancestor says", () => {
    const document = documentOf(
      phase("p", [item("above"), item("own", { bound: "artefact" }), item("none", { age: 5 })], { bound: "build" }),
    );
    expect(indexDocument(document).leaves.map(({ demand }) => [demand?.bound, demand?.part])).toEqual([
      [true, "build"],
      [true, null],
      [true, "build"],
    ]);
  });

  it("without an artefact there is nothing to be bound to", () => {
    const named = runOf({ bound: "artefact" }, [output({ artefact: null })]);
    expect(codes({ ...named, run: { ...named.run, artefact: null } })).toEqual(["evidence_missing"]);
  });

  it("each part comes from the nearest ancestor that states it", () => {
    const document = documentOf(
      phase("p", [item("own", { evidence: "file" }), item("above"), item("longer", { age: 120 })], {
        evidence: "output",
        age: 60,
      }),
    );
    expect(indexDocument(document).leaves.map(({ demand }) => [demand?.kind, demand?.ageMinutes])).toEqual([
      ["file", 60],
      ["output", 60],
      ["output", 120],
    ]);
  });

  it("never says GO once evidence is too old, and names the moment before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -6000, max: 6000 }), (age, minutes) => {
        const snapshot = runOf({ age }, [evidence("backup")]);
        const then = assess(snapshot, at(minutes));
        expect(then.verdict).toBe(minutes < age ? "go" : "no_go");
        expect(then.validUntil).toBe(minutes < age ? at(age) : null);
        expect(evidenceEnd({ addedAt: noon, expiresAt: null }, age)).toBe(at(age));
      }),
    );
  });

  it("that grows too old makes a signature stale", () => {
    const document = documentOf(
      phase("p", [item("backup", { age: 60 })]),
      gate("g", { signoffs: [signoff("Security")] }),
    );
    const snapshot = snapshotOf(document, { items: rowsOf(row("backup", { state: "passed" })), evidence: [output()] });
    const signature = signed(snapshot, { gateKey: "g", signoffKey: "Security" });
    expect(signatureStanding(signature, snapshot, at(59)).standing).toBe("counts");
    expect(signatureStanding(signature, snapshot, at(60)).standing).toBe("stale");
  });
});

describe("check results as evidence", () => {
  const check = (result: EvidenceRow["result"], minutes: number, addedById: string | null = null) =>
    evidence("backup", { id: `c${minutes}`, kind: "check", title: "TLS", result, addedById, addedAt: at(minutes) });
  const persons = (result: EvidenceRow["result"], minutes: number) => check(result, minutes, "ana");

  it.each<[string, EvidenceRow[], string[], number]>([
    ["pass", [check("pass", -9)], [], 2],
    ["warn proves, and verifies nothing", [check("warn", -9)], [], 0],
    ["fail", [check("fail", -9)], ["evidence_missing"], 0],
    ["the latest of a check stands", [check("pass", -9), check("fail", -5)], ["evidence_missing"], 0],
    ["in whatever order", [check("pass", -5), check("fail", -9)], [], 2],
    ["a person's is no pipeline's", [persons("pass", -9)], ["evidence_missing"], 0],
    ["a person's pass hides no failure", [check("fail", -9), persons("pass", -5)], ["evidence_missing"], 0],
    ["a person's failure counts", [check("pass", -9), persons("fail", -5)], ["evidence_missing"], 0],
    ["until the person takes it back", [check("pass", -9), persons("fail", -5), persons("pass", -3)], [], 2],
    ["or a pipeline passes again", [persons("fail", -9), check("pass", -5)], [], 2],
  ])("%s", (_, proofs, reasons, verified) => {
    const snapshot = runOf({ evidence: "check" }, proofs);
    expect(codes(snapshot)).toEqual(reasons);
    expect(assess(snapshot, noon).formula.verified).toBe(verified);
  });

  it("a person's report is evidence where any will do, and verifies nothing", () => {
    const any = (...rows: EvidenceRow[]) => runOf({ evidence: "required" }, rows);
    expect(codes(any(persons("pass", -9)))).toEqual([]);
    expect(assess(any(persons("pass", -9)), noon).formula).toMatchObject({ verified: 0, satisfied: 2 });
    expect(codes(any(check("fail", -9), persons("pass", -5)))).toEqual(["evidence_missing"]);
  });

  it("only what a command or a check says is verified", () => {
    expect(assess(runOf({}, [output()]), noon).formula).toMatchObject({ verified: 2, satisfied: 2 });
    expect(assess(runOf({}, [evidence("backup")]), noon).formula).toMatchObject({ verified: 0, satisfied: 2 });
    const open = runOf({}, [output()], { items: rowsOf(row("backup")) });
    expect(assess(open, noon).formula).toMatchObject({ verified: 0, satisfied: 0 });
    const old = runOf({ age: 5 }, [output({ addedAt: at(-5) })]);
    expect(assess(old, noon).formula.verified).toBe(0);
  });
});

describe("a second person", () => {
  const confirmed = (personId: string, passedAt = noon, more: Partial<ConfirmationRow> = {}) => ({
    confirmations: [{ itemKey: "backup", personId, at: at(5), passedAt, revision: null, terms: null, ...more }],
  });

  const asked = (more: Attributes & { title?: string }) => {
    const document = documentOf(phase("p", [item("backup", { confirm: "second", ...more })]), gate("g"));
    const leaf = indexDocument(document).leafByKey.get("backup");
    return leaf ? askedTerms(document, leaf) : null;
  };

  it.each<[string, Partial<RunSnapshot>, string[]]>([
    ["nobody yet", {}, ["second_person_missing"]],
    ["another one", confirmed("bob"), []],
    ["the same one", confirmed("ana"), ["second_person_missing"]],
    ["for an earlier pass", confirmed("bob", at(-5)), ["second_person_missing"]],
    ["as it stands", confirmed("bob", noon, { revision: 0, terms: asked({}) }), []],
    ["another mitigation than the one there is", confirmed("bob", noon, { revision: 3 }), ["second_person_missing"]],
    ["other words", confirmed("bob", noon, { terms: asked({ title: "Other" }) }), ["second_person_missing"]],
    ["waived", { waivers: [waiver("backup")] }, []],
    ["not done at all", { ...confirmed("bob"), items: {} }, ["score_below"]],
  ])("%s", (_, more, reasons) => {
    expect(codes(runOf({ confirm: "second" }, [], more))).toEqual(reasons);
  });

  it("is asked of somebody else than who passed it", () => {
    const { blockers, nextAction } = assess(runOf({ confirm: "second" }, []), noon);
    expect(blockers[0]).toMatchObject({ who: { id: "lead" }, items: [{ key: "backup", minutes: 0 }] });
    expect(nextAction).toMatchObject({ kind: "item", key: "backup", who: { id: "lead" } });
    const byLead = { items: rowsOf(row("backup", { state: "passed", changedById: "lead", changedAt: noon })) };
    expect(assess(runOf({ confirm: "second" }, [], byLead), noon).blockers[0]?.who).toEqual({ kind: "nobody" });
  });
});
