import type { Formula, Reason } from "./assessment";
import { demandWords, type EvidenceProblem } from "./evidence-demand";
import type { ItemState } from "./item-state";
import { measuredTitle } from "./measured-item";
import { count, list } from "./plain-text";
import type { LeafStanding } from "./run-state";
import { isBelow, scoreOf } from "./score";
import { expectationsOf } from "./template-tree";

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
  return `${leaf.title} ${words[state]} (${leaf.severity}${blocked})${sinceGranted(standing)}`;
}

/** A waiver is in force, and was given for less, or for what the item asked before. */
function sinceGranted({ waiver, grants, outworded }: LeafStanding): string {
  if (waiver !== null) return "";
  if (grants.some(({ kind }) => kind === "waiver")) return ", after it was waived";
  return outworded ? ", and asks something else than was waived" : "";
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
    // Critical and high ones are reasons themselves.
    const others = open.filter(({ leaf }) => leaf.severity !== "critical" && leaf.severity !== "high");
    const keysOf = (found: readonly LeafStanding[]) => found.map(({ leaf }) => leaf.key);
    const failed = keysOf(others.filter(({ state }) => state === "failed"));
    const blocked = keysOf(others.filter(isBlocked));
    const score = {
      satisfied: formula.satisfied,
      of: formula.applicable,
      ...(failed.length > 0 ? { failed } : {}),
      ...(blocked.length > 0 ? { blocked } : {}),
    };
    reasons.push({ code: "score_below", text, score });
  }
  return [...reasons, ...evidenceReasons(covered), ...secondReasons(covered)];
}

function isBlocked({ row }: LeafStanding): boolean {
  return row?.blocked != null;
}

function openOf(
  open: readonly LeafStanding[],
  severity: "critical" | "high",
  code: "critical_open" | "high_open",
): Reason[] {
  return open
    .filter(({ leaf }) => leaf.severity === severity)
    .map((standing) => ({
      code,
      text: itemText(standing),
      item: standing.leaf.key,
      ...(standing.state === "failed" ? { failed: true as const } : {}),
      ...(isBlocked(standing) ? { blocked: true as const } : {}),
    }));
}

/** A waived leaf is accepted as it is; one that counts as done must show its proof. */
export function lacksEvidence(standing: LeafStanding): boolean {
  return standing.applicable && standing.waiver === null && standing.evidenceProblem !== null;
}

function evidenceReasons(covered: readonly LeafStanding[]): Reason[] {
  return covered.filter(lacksEvidence).map((standing) => {
    const { leaf, evidenceProblem } = standing;
    const code = evidenceProblem && gone.has(evidenceProblem) ? "evidence_expired" : "evidence_missing";
    return { code, text: lackText(standing), item: leaf.key };
  });
}

/** It was there and proves nothing any more; otherwise nothing proves the item as it is. */
const gone: ReadonlySet<EvidenceProblem> = new Set(["expired", "other_artefact"]);

/** `The evidence of Backup has expired`, `The evidence of Scan is of build 4711, not 4712`; also why an item was reopened. */
export function lackText({ leaf, evidenceProblem, evidenceOf, evidence }: LeafStanding): string {
  if (evidenceProblem === "other_artefact") return `The evidence of ${leaf.title} is of ${evidenceOf}`;
  if (evidenceProblem === "misses") return `${leaf.title}: ${evidenceOf}`;
  if (evidenceProblem === "expired") return `The evidence of ${leaf.title} has expired`;
  if (evidence.length === 0) return `${leaf.title} has no evidence`;
  const metrics = leaf.demand?.kind === "value" ? list(expectationsOf(leaf.item).map(measuredTitle)) : "";
  const named = metrics === "" ? "" : ` of ${metrics}`;
  return `${leaf.title} has not the evidence asked for: ${leaf.demand ? demandWords(leaf.demand) : "any"}${named}`;
}

export function lacksSecond(standing: LeafStanding): boolean {
  return standing.applicable && standing.waiver === null && standing.secondMissing;
}

function secondReasons(covered: readonly LeafStanding[]): Reason[] {
  return covered.filter(lacksSecond).map(({ leaf }) => ({
    code: "second_person_missing",
    text: `${leaf.title} waits for a second person to confirm it`,
    item: leaf.key,
  }));
}
