"use client";

import Link from "next/link";
import type { Reason } from "@/lib/domain/run";
import { ItemLink } from "./item-link";
import { useRun } from "./run-provider";

const kinds: Partial<Record<Reason["code"], string>> = {
  critical_open: "Critical",
  high_open: "High",
  score_below: "Score",
  evidence_missing: "Evidence",
  evidence_expired: "Evidence",
  choice_open: "Choice",
  signoff_missing: "Signature",
  signoff_rejected: "NO-GO",
  signoff_stale: "Stale",
  condition_overdue: "Condition",
  trigger_fired: "Trigger",
  second_person_missing: "Second person",
  earlier_gate_open: "Gate",
  artefact_mismatch: "Artefact",
  frozen: "Freeze",
  run_closed: "Closed",
  nothing_covered: "Coverage",
};

/** A reason that leads to the item, sign-off, choice or gate that clears it. */
export function ReasonLink({ reason }: { reason: Reason }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const href = placeOf(reason, runId);
  const content = (
    <>
      <span className="w-20 shrink-0 text-ink-3 text-xs leading-5">{kinds[reason.code]}</span>
      <span className="wrap-anywhere min-w-0 flex-1">{reason.text}</span>
    </>
  );
  const look = "flex gap-2 rounded-sm px-2 py-1.5";
  if (reason.item)
    return (
      <ItemLink itemKey={reason.item} className={`${look} hover:bg-hover touch:py-3`}>
        {content}
      </ItemLink>
    );
  return href ? (
    <Link href={href} className={`${look} hover:bg-hover touch:py-3`}>
      {content}
    </Link>
  ) : (
    <p className={look}>{content}</p>
  );
}

/** Where in the run something is cleared; null when nowhere in particular. */
export function placeOf(
  at: {
    item?: string | undefined;
    signoff?: string | undefined;
    gate?: string | undefined;
    choice?: string | undefined;
    trigger?: string | undefined;
  },
  runId: string,
): string | null {
  if (at.item) return `/runs/${runId}?item=${encodeURIComponent(at.item)}`;
  if (at.signoff || at.gate) return `/runs/${runId}/poll#${encodeURIComponent(at.signoff ?? at.gate ?? "")}`;
  const key = at.choice ?? at.trigger;
  return key ? `/runs/${runId}#${encodeURIComponent(key)}` : null;
}
