import type { Formula } from "./assessment";
import type { LeafStanding } from "./run-state";
import { type Severity, severities, severityWeight } from "./severity";
import type { Gate } from "./template-gate";

/** The sums behind a score, over the leaves a gate covers. Exact integers; order plays no part. */
export function formulaOf(covered: readonly LeafStanding[]): Formula {
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [
      severity,
      { satisfied: 0, applicable: 0, weight: severityWeight[severity], open: 0, total: 0 },
    ]),
  ) as Formula["bySeverity"];
  for (const standing of covered) {
    if (!standing.applicable) continue;
    const sums = bySeverity[standing.leaf.severity];
    sums.total += 1;
    sums.applicable += sums.weight;
    if (standing.satisfied) sums.satisfied += sums.weight;
    else sums.open += 1;
  }
  const verified = covered.reduce((sum, { applicable, satisfied, verified, leaf }) => {
    return applicable && satisfied && verified ? sum + severityWeight[leaf.severity] : sum;
  }, 0);
  const all = severities.map((severity) => bySeverity[severity]);
  const satisfied = all.reduce((sum, one) => sum + one.satisfied, 0);
  const applicable = all.reduce((sum, one) => sum + one.applicable, 0);
  return { satisfied, applicable, verified, bySeverity, text: textOf(bySeverity, satisfied, applicable) };
}

/** 0 to 100 with one decimal, floored: 99.96 is not shown as 100. Nothing applicable scores 0. */
export function scoreOf({ satisfied, applicable }: Pick<Formula, "satisfied" | "applicable">): number {
  return applicable === 0 ? 0 : Math.floor((1000 * satisfied) / applicable) / 10;
}

/** What the document states, else 100. */
export function requiredScore(gate: Gate): number {
  return gate.required ?? 100;
}

/** Compares in integers, so that 79.99 never passes for 80. */
export function isBelow(
  { satisfied, applicable }: Pick<Formula, "satisfied" | "applicable">,
  required: number,
): boolean {
  return satisfied * 100_000 < Math.round(required * 1000) * applicable;
}

function textOf(bySeverity: Formula["bySeverity"], satisfied: number, applicable: number): string {
  const terms = severities
    .filter((severity) => bySeverity[severity].total > 0)
    .map((severity) => term(severity, bySeverity[severity]));
  if (terms.length === 0) return "Nothing that counts is covered.";
  return `${terms.join(" + ")} = ${satisfied} of ${applicable}, ${scoreOf({ satisfied, applicable }).toFixed(1)} of 100`;
}

function term(severity: Severity, { total, open, weight }: Formula["bySeverity"][Severity]): string {
  return `${total - open} of ${total} ${severity} x ${weight}`;
}
