import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reason } from "./assessment";
import { answerGate } from "./gate-answer";
import {
  capacityOf,
  confirmsAs,
  isRequested,
  isShown,
  type OverrideParty,
  reasonSubject,
  reasonsBeyond,
  toOverridden,
} from "./override";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { snapshots } from "./sample-arbitrary";
import { allPassed, at, documentOf, gate, item, noon, override, phase, row, rowsOf, snapshotOf } from "./sample-run";
import type { OverrideRow } from "./signing-rows";
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
  ["failed, it doesn't stand against another item's", { failed: true }, { item: "other" }, false],
])("given for an item that is %s", (_, given, found, stands) => {
  const reason = (more: Partial<Reason>): Reason => ({ code: "critical_open", text: "", item: "backup", ...more });
  expect(reasonsBeyond([reason(found)], toOverridden([reason(given)])).length === 0).toBe(stands);
});
