"use client";

import type { Readiness } from "@/lib/domain/run";
import { ReasonLink } from "./reason-link";

/** Every reason, each leading to what clears it. */
export function ReasonsPanel({ readiness }: { readiness: Readiness }) {
  if (readiness.reasons.length === 0)
    return (
      <p className="text-ink-2 text-sm">
        Nothing stands against {readiness.gateTitle}.{" "}
        {readiness.status === "go" ? "GO is on record." : "The lead may record GO."}
      </p>
    );
  return (
    <ol className="-mx-2 text-sm">
      {readiness.reasons.map((reason) => (
        <li key={`${reason.code}${reason.item ?? reason.signoff ?? reason.gate ?? reason.choice ?? ""}${reason.text}`}>
          <ReasonLink reason={reason} />
        </li>
      ))}
    </ol>
  );
}
