"use client";

import type { Readiness, Reason, ReasonCode } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import { ReasonLink } from "./reason-link";

/** What each kind of reason is called above its list; one and many. */
const headings: Readonly<Record<ReasonCode, readonly [string, string]>> = {
  critical_open: ["critical item open", "critical items open"],
  high_open: ["high item open", "high items open"],
  score_below: ["Score too low", "Score too low"],
  evidence_missing: ["item without its evidence", "items without their evidence"],
  evidence_expired: ["item with expired evidence", "items with expired evidence"],
  choice_open: ["choice to take", "choices to take"],
  signoff_missing: ["signature missing", "signatures missing"],
  signoff_rejected: ["NO-GO given", "NO-GO given"],
  signoff_stale: ["signature stale", "signatures stale"],
  condition_overdue: ["condition overdue", "conditions overdue"],
  trigger_fired: ["rollback trigger fired", "rollback triggers fired"],
  second_person_missing: ["second person missing", "second persons missing"],
  earlier_gate_open: ["earlier gate open", "earlier gates open"],
  artefact_mismatch: ["Another artefact", "Another artefact"],
  frozen: ["Freeze", "Freezes"],
  run_closed: ["Run closed", "Run closed"],
  rehearsal: ["Rehearsal", "Rehearsal"],
  nothing_covered: ["Nothing covered", "Nothing covered"],
};
const uncounted: ReadonlySet<ReasonCode> = new Set([
  "score_below",
  "artefact_mismatch",
  "run_closed",
  "rehearsal",
  "nothing_covered",
]);

/** Every reason by its kind, each leading to what clears it. */
export function ReasonsPanel({ readiness }: { readiness: Readiness }) {
  if (readiness.reasons.length === 0)
    return (
      <p className="text-ink-2 text-sm">
        Nothing stands against {readiness.gateTitle}.{" "}
        {readiness.status === "go" ? "GO is on record." : "The lead may record GO."}
      </p>
    );
  return [...Map.groupBy(readiness.reasons, ({ code }) => code)].map(([code, reasons]) => (
    <section key={code} className="mb-3 text-sm last:mb-0">
      <h3 className="font-strong">{headingOf(code, reasons)}</h3>
      <ul className="-mx-2">
        {reasons.map((reason) => (
          <li key={`${reason.item ?? reason.signoff ?? reason.gate ?? reason.choice ?? ""}${reason.text}`}>
            <ReasonLink reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

export function headingOf(code: ReasonCode, reasons: readonly Reason[]): string {
  const [one, many] = headings[code];
  return uncounted.has(code) ? one : count(reasons.length, one, many);
}
