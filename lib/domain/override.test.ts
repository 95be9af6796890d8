import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reason } from "./assessment";
import { answerGate } from "./gate-answer";
import {
  capacityOf,
  confirmsAs,
  isRequested,
  isShown,
  neverOverridden,
  type OverrideParty,
  reasonSubject,
  reasonsBeyond,
  toOverridden,
} from "./override";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { snapshots } from "./sample-arbitrary";
import {
  allPassed,
  at,
  documentOf,
  gate,
  item,
  noon,
  override,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import type { Overridden, OverrideRow } from "./signing-rows";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("before", [item("backup", { severity: "critical" }), item("notes", { severity: "low" })]),
  gate("deploy"),
  gate("close", { asks: "close" }),
);
const all = ["item:backup", "score_below"];

function overridden(more: Partial<OverrideRow> = {}, run: Partial<RunSnapshot> = {}): RunSnapshot {
  return snapshotOf(document, {
    items: { ...allPassed(document), backup: row("backup") },
    overrides: [override("deploy", all, more)],
    ...run,
  });
}
const ask = (snapshot: RunSnapshot, now = noon) => answerGate(snapshot, now, "deploy");

describe("an override answers", () => {
  it("override for what it names, says by whom and until when, and lets the next gate go ahead", () => {
    const answer = ask(overridden());
    expect(answer).toMatchObject({ verdict: "override", status: "override", reasons: [], validUntil: at(120) });
    expect(answer.override).toMatchObject({
      reason: "the fix can't wait",
      askedBy: { name: "Lead" },
      confirmedBy: { name: "Ana" },
    });
    expect(assess(overridden(), noon).gate).toBe("close");
  });

  it.each([
    ["only asked for", { confirmedAt: null, confirmedById: null }, {}, ["critical_open", "score_below"]],
    ["taken back", { endedAt: noon, ended: "revoked" as const }, {}, ["critical_open", "score_below"]],
    ["at its end", { endsAt: noon }, {}, ["critical_open", "score_below"]],
    ["of another gate", { gateKey: "close" }, {}, ["critical_open", "score_below"]],
    ["of less than stands against it", { overridden: [] }, {}, ["critical_open", "score_below"]],
    ["for another artefact", { artefact: { version: "4.1.9" } }, {}, ["artefact_mismatch"]],
    ["for another environment", { environment: "staging" }, {}, ["artefact_mismatch"]],
    [
      "of a closed run, though it names that",
      {
        overridden: [
          ...override("deploy", all).overridden,
          { code: "run_closed", subject: "run_closed", text: "" } as const,
        ],
      },
      { run: { ...overridden().run, closedAt: noon } },
      ["run_closed"],
    ],
    ["of a closed run", {}, { run: { ...overridden().run, closedAt: noon } }, ["run_closed"]],
  ])("no_go when %s", (_, more, run, codes) => {
    const answer = ask(overridden(more, run));
    expect(answer.verdict).toBe("no_go");
    expect(answer.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it("no_go from its very end on, and says beforehand when that is", () => {
    expect(ask(overridden(), at(119)).verdict).toBe("override");
    expect(ask(overridden(), at(120))).toMatchObject({ verdict: "no_go", status: "pending" });
  });

  it("override, not go, once everything is done as well", () => {
    expect(ask(overridden({}, { items: allPassed(document) }))).toMatchObject({ verdict: "override" });
  });

  it("no_go when something else comes up", () => {
    const wider = documentOf(
      phase("before", [item("backup", { severity: "critical" }), item("pager", { severity: "high" })]),
      gate("deploy"),
    );
    const items = rowsOf(row("backup"), row("pager", { state: "failed", reason: "dead", revision: 1 }));
    expect(ask(snapshotOf(wider, { items, overrides: [override("deploy", all)] })).reasons).toMatchObject([
      { code: "high_open", item: "pager" },
    ]);
  });

  it("never go, whatever the run and the override", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        snapshots,
        fc.boolean(),
        fc.constantFrom(-30, -1, 0, 1, 120),
        fc.boolean(),
        (run, named, ends, confirmed) => {
          for (const {
            gate: { key },
          } of indexDocument(run.document).gates) {
            const reasons = assess(run, noon, key).reasons;
            const subjects = named ? reasons.map(reasonSubject) : [];
            const more = {
              endsAt: at(ends),
              confirmedAt: confirmed ? at(-5) : null,
              ...(run.run.artefact && { artefact: run.run.artefact }),
            };
            const with1 = { ...run, overrides: [override(key, subjects, more)] };
            const answer = answerGate(with1, noon, key);
            const inForce = confirmed && ends > 0;
            if (inForce) {
              seen += 1;
              expect(["override", "no_go"]).toContain(answer.verdict);
              expect(assess(with1, noon, key).verdict).not.toBe("go");
            } else {
              expect(answer.verdict).toBe(answerGate(run, noon, key).verdict);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(seen).toBeGreaterThan(50);
  });
});

describe("who may", () => {
  const parties: OverrideParty[] = ["a", "b"].flatMap((personId) =>
    [true, false].flatMap((lead) => [true, false].map((admin) => ({ personId, lead, admin }))),
  );
  const pairs = parties.flatMap((asker) => parties.map((confirmer) => ({ asker, confirmer })));

  it.each(pairs)("confirm: $asker, then $confirmer", ({ asker, confirmer }) => {
    const askedAs = capacityOf(asker);
    expect(askedAs).toBe(asker.lead ? "lead" : asker.admin ? "admin" : null);
    for (const as of ["lead", "admin"] as const) {
      const other = as === "lead" ? "admin" : "lead";
      const fits = asker.personId !== confirmer.personId && asker[as] && confirmer[other];
      expect(confirmsAs(as, asker, confirmer)).toBe(fits ? other : null);
    }
  });
});

describe("shown and asked for", () => {
  it.each([
    ["in force", {}, at(0), true, false],
    ["in force and reviewed", { reviewedAt: noon }, at(0), true, false],
    ["ended and not reviewed", {}, at(121), true, false],
    ["ended and reviewed", { reviewedAt: noon }, at(121), false, false],
    ["asked for", { confirmedAt: null }, at(0), false, true],
    ["asked for, and nobody confirmed it in time", { confirmedAt: null }, at(50), false, false],
    ["declined", { confirmedAt: null, endedAt: noon, ended: "declined" as const }, at(0), false, false],
  ])("%s", (_, more, now, shown, requested) => {
    const it = override("deploy", all, more);
    expect([isShown(it, Date.parse(now)), isRequested(it, Date.parse(now))]).toEqual([shown, requested]);
  });
});

it("keeps a rejection apart from the signature that was missing", () => {
  const missing = { code: "signoff_missing" as const, text: "", signoff: "sec", gate: "deploy" };
  expect(reasonSubject(missing)).toBe(reasonSubject({ ...missing, code: "signoff_stale" }));
  expect(reasonSubject(missing)).not.toBe(reasonSubject({ ...missing, code: "signoff_rejected", personId: "sec" }));
});

describe("a score that was accepted", () => {
  const below = (satisfied: number, of: number): Reason => ({
    code: "score_below",
    text: "",
    score: { satisfied, of },
  });
  const stands = (found: Reason, overridden: Overridden[]) => reasonsBeyond([found], overridden).length === 0;

  it.each([
    ["the same", below(617, 1000), true],
    ["the same of other sums", below(1234, 2000), true],
    ["better", below(618, 1000), true],
    ["worse by less than is shown", below(6169, 10_000), false],
    ["worse", below(500, 1000), false],
    ["worse, as more counts by now", below(617, 1001), false],
  ])("stands against a score that is %s: %#", (_, found, expected) => {
    expect(stands(found, toOverridden([below(617, 1000)]))).toBe(expected);
  });

  it("is any for an override from before the figure was named, and none for one that names no score", () => {
    const old = [{ code: "score_below" as const, subject: "score_below", text: "61.7 of 100, 80 required" }];
    expect(stands(below(1, 1000), old)).toBe(true);
    expect(stands(below(617, 1000), [])).toBe(false);
    expect(stands(below(617, 1000), [{ ...old[0], code: "score_below", subject: "score_below 1/0x", text: "" }])).toBe(
      false,
    );
  });

  it("stands against nothing below it that failed since, though the score is the same", () => {
    const failing = (...failed: string[]): Reason => ({
      ...below(617, 1000),
      score: { satisfied: 617, of: 1000, failed },
    });
    expect(stands(failing("docs"), toOverridden([below(617, 1000)]))).toBe(false);
    expect(stands(failing("docs"), toOverridden([failing("docs", "wiki")]))).toBe(true);
    expect(stands(failing("docs", "wiki"), toOverridden([failing("docs")]))).toBe(false);
    expect(stands(failing("docs"), [{ code: "score_below", subject: "score_below", text: "" }])).toBe(false);
    const under = overridden({}, { items: { ...allPassed(document), notes: row("notes") } });
    const granted = toOverridden(assess({ ...under, overrides: [] }, noon, "deploy").reasons);
    const run = { ...under, overrides: [override("deploy", [], { overridden: granted })] };
    expect(ask(run).verdict).toBe("override");
    const failed = { ...run.items, notes: row("notes", { state: "failed", reason: "gone" }) };
    expect(ask({ ...run, items: failed }).reasons.map(({ code }) => code)).toEqual(["score_below"]);
  });

  it("stands against nothing below it that was reported blocked since", () => {
    const blocked = (...keys: string[]): Reason => ({
      ...below(617, 1000),
      score: { satisfied: 617, of: 1000, failed: ["wiki"], blocked: keys },
    });
    const failing: Reason = { ...below(617, 1000), score: { satisfied: 617, of: 1000, failed: ["wiki"] } };
    expect(stands(blocked("docs"), toOverridden([failing]))).toBe(false);
    expect(stands(blocked("docs"), toOverridden([blocked("docs", "notes")]))).toBe(true);
    expect(stands(failing, toOverridden([blocked("docs")]))).toBe(true);
    expect(stands(blocked("wiki"), toOverridden([failing]))).toBe(false);
    const under = overridden({}, { items: { ...allPassed(document), notes: row("notes") } });
    const granted = toOverridden(assess({ ...under, overrides: [] }, noon, "deploy").reasons);
    const run = { ...under, overrides: [override("deploy", [], { overridden: granted })] };
    const reported = row("notes", { blocked: { reason: "corrupted", byId: "ana", since: noon } });
    expect(ask({ ...run, items: { ...run.items, notes: reported } }).reasons.map(({ code }) => code)).toEqual([
      "score_below",
    ]);
  });

  it("stands for what was granted, whatever the run, and never once another item is undone", () => {
    let fell = 0;
    fc.assert(
      fc.property(snapshots, (run) => {
        for (const place of indexDocument(run.document).gates) {
          const { key } = place.gate;
          const { reasons } = assess(run, noon, key);
          const granted = toOverridden(reasons);
          expect(reasonsBeyond(reasons, granted).every(({ code }) => neverOverridden.has(code))).toBe(true);
          for (const leaf of place.coverage) {
            if (run.items[leaf.key]?.state !== "passed") continue;
            const worse = { ...run, items: { ...run.items, [leaf.key]: row(leaf.key) } };
            const found = assess(worse, noon, key).reasons.find(({ code }) => code === "score_below");
            const before = reasons.find(({ code }) => code === "score_below");
            const [is, was] = [found?.score, before?.score];
            if (!found || !is || !was || is.satisfied * was.of >= was.satisfied * is.of) continue;
            fell += 1;
            expect(reasonsBeyond([found], granted)).toEqual([found]);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(fell).toBeGreaterThan(50);
  });

  it("makes the gate NO-GO again when an item that isn't named is undone under it", () => {
    const notes = documentOf(
      phase("before", [item("backup", { severity: "low" }), item("notes", { severity: "low" })]),
      gate("deploy"),
    );
    const before = snapshotOf(notes, { items: { ...allPassed(notes), backup: row("backup") } });
    const granted = toOverridden(assess(before, noon, "deploy").reasons);
    const under = { ...before, overrides: [override("deploy", [], { overridden: granted })] };
    expect(ask(under).verdict).toBe("override");
    const fallen = { ...under, items: rowsOf(row("backup"), row("notes")) };
    expect(ask(fallen)).toMatchObject({ verdict: "no_go", reasons: [{ code: "score_below" }] });
    expect(ask({ ...under, items: allPassed(notes) }).verdict).toBe("override");
  });
});

it.each<[string, Partial<Reason>, Partial<Reason>, boolean]>([
  ["open, it doesn't stand against what failed", {}, { failed: true }, false],
  ["failed, it stands against what is open again", { failed: true }, {}, true],
  ["open, it stands against proof that is missing", {}, { code: "evidence_missing" }, true],
  ["without proof, it doesn't stand against what is open", { code: "evidence_missing" }, {}, false],
  [
    "without proof, it stands against proof that is too old",
    { code: "evidence_missing" },
    { code: "evidence_expired" },
    true,
  ],
  ["open, it doesn't stand against what is blocked", {}, { blocked: true }, false],
  ["blocked, it stands against what is open", { blocked: true }, {}, true],
  ["blocked, it stands against what is blocked", { blocked: true }, { blocked: true }, true],
  ["failed, it doesn't stand against what is blocked", { failed: true }, { blocked: true }, false],
  ["blocked, it doesn't stand against what failed", { blocked: true }, { failed: true }, false],
  [
    "failed, it doesn't stand against what is blocked as well",
    { failed: true },
    { failed: true, blocked: true },
    false,
  ],
  ["failed and blocked, it stands against what failed", { failed: true, blocked: true }, { failed: true }, true],
  ["failed and blocked, it stands against what is blocked", { failed: true, blocked: true }, { blocked: true }, true],
  ["failed, it doesn't stand against another item's", { failed: true }, { item: "other" }, false],
])("given for an item that is %s", (_, given, found, stands) => {
  const reason = (more: Partial<Reason>): Reason => ({ code: "critical_open", text: "", item: "backup", ...more });
  expect(reasonsBeyond([reason(found)], toOverridden([reason(given)])).length === 0).toBe(stands);
});

describe("an override that names", () => {
  const signedDocument = documentOf(
    phase("before", [item("backup")]),
    gate("deploy", { signoffs: [signoff("Security")] }),
  );
  const start = snapshotOf(signedDocument, { items: allPassed(signedDocument) });
  const conditions = ["first", "second"].map((id, n) => {
    return { id, text: id, ownerId: null, dueAt: at(n === 0 ? -30 : 30), doneAt: null };
  });
  const approval = signed(start, {
    gateKey: "deploy",
    signoffKey: "Security",
    decision: "approve_with_conditions",
    conditions,
  });
  const promised = { ...start, signatures: [approval] };
  const freeze = (id: string, from: number, to: number) => {
    return { id, startsAt: at(from), endsAt: at(to), reason: id, environments: [] };
  };
  const frozen = snapshotOf(document, {
    items: allPassed(document),
    freezes: [freeze("year", -60, 90), freeze("audit", 30, 60)],
  });
  const under = (run: RunSnapshot, more: Partial<OverrideRow> = {}) => {
    const granted = toOverridden(assess(run, noon, "deploy").reasons);
    expect(granted).toHaveLength(1);
    return { ...run, overrides: [override("deploy", [], { overridden: granted, ...more })] };
  };
  const beyond = (run: RunSnapshot, now: string) => {
    const { verdict, reasons } = ask(run, now);
    return verdict === "override"
      ? []
      : reasons.map(({ code, condition, freeze: window }) => `${code} ${condition ?? window}`);
  };

  it("one overdue condition stands for no other of its sign-off", () => {
    expect(beyond(under(promised), at(29))).toEqual([]);
    expect(beyond(under(promised), at(30))).toEqual(["condition_overdue second"]);
  });

  it("one freeze stands for no other, also not for a shorter one", () => {
    expect(beyond(under(frozen), at(29))).toEqual([]);
    expect(beyond(under(frozen), at(30))).toEqual(["frozen audit"]);
    expect(beyond(under(frozen), at(60))).toEqual([]);
  });

  it.each([
    [
      "a sign-off's conditions, as it was before",
      promised,
      "condition_overdue",
      "condition:Security",
      "condition_overdue first",
    ],
    ["a gate's freezes, as it was before", frozen, "frozen", "gate:deploy", "frozen year"],
  ] as const)("%s stands for none", (_, run, code, subject, left) => {
    expect(beyond(under(run, { overridden: [{ code, subject, text: "" }] }), noon)).toEqual([left]);
  });
});
