import type { ItemState } from "./item-state";
import { count } from "./plain-text";
import type { Formula, Reason } from "./run";
import type { LeafStanding } from "./run-state";
import { isBelow, scoreOf } from "./score";

const words: Record<ItemState, string> = {
  open: "is open",
  in_progress: "is in progress",
  passed: "is passed but reported blocked",
  warned: "is warned, which is not enough here",
  failed: "failed",
  not_applicable: "is marked not applicable, which nobody granted",
};

/** `Restore on a staging copy is open (critical)`. */
export function itemText(standing: LeafStanding): string {
  const { leaf, row, state } = standing;
  const blocked = row?.blocked && state !== "passed" ? ", blocked" : "";
  return `${leaf.title} ${words[state]} (${leaf.severity}${blocked})`;
}

/** What the covered leaves say against GO: worst first, in document order within. */
export function itemReasons(input: { covered: readonly LeafStanding[]; formula: Formula; required: number }): Reason[] {
  const { covered, formula, required } = input;
  if (formula.applicable === 0) {
    return [{ code: "nothing_covered", text: "Nothing that counts is covered by this gate" }];
  }
  const open = covered.filter((standing) => standing.applicable && !standing.satisfied);
  const reasons = [...openOf(open, "critical", "critical_open"), ...openOf(open, "high", "high_open")];
  if (isBelow(formula, required)) {
    const text = `${scoreOf(formula).toFixed(1)} of 100, ${required} required: ${count(open.length, "item")} open`;
    reasons.push({ code: "score_below", text });
  }
  return [...reasons, ...evidenceReasons(covered)];
}

function openOf(
  open: readonly LeafStanding[],
  severity: "critical" | "high",
  code: "critical_open" | "high_open",
): Reason[] {
  return open
    .filter(({ leaf }) => leaf.severity === severity)
    .map((standing) => ({ code, text: itemText(standing), item: standing.leaf.key }));
}

/** A waived leaf is accepted as it is; one that counts as done must show its proof. */
export function lacksEvidence(standing: LeafStanding): boolean {
  return standing.applicable && standing.waiver === null && standing.evidenceProblem !== null;
}

function evidenceReasons(covered: readonly LeafStanding[]): Reason[] {
  return covered
    .filter(lacksEvidence)
    .map(({ leaf, evidenceProblem }) =>
      evidenceProblem === "expired"
        ? { code: "evidence_expired", text: `The evidence of ${leaf.title} has expired`, item: leaf.key }
        : { code: "evidence_missing", text: `${leaf.title} has no evidence`, item: leaf.key },
    );
}
