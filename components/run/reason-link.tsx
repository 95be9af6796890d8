"use client";

import Link from "next/link";
import type { Reason } from "@/lib/domain/assessment";
import { ItemLink } from "./item-link";
import { useRun } from "./run-provider";

/** A reason that leads to the item, sign-off, choice or gate that clears it. */
export function ReasonLink({ reason }: { reason: Reason }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const href = placeOf(reason, runId);
  const look = "wrap-anywhere block rounded-sm px-2 py-1 text-ink-2 hover:bg-hover hover:text-ink touch:py-3";
  if (reason.item)
    return (
      <ItemLink itemKey={reason.item} className={look}>
        {reason.text}
      </ItemLink>
    );
  if (!href) return <p className="px-2 py-1 text-ink-2">{reason.text}</p>;
  return (
    <Link prefetch={false} href={href} className={look}>
      {reason.text}
    </Link>
  );
}

type Place = Partial<Record<"item" | "signoff" | "gate" | "choice" | "trigger", string | undefined>>;

/** Where in the run something is cleared; null when nowhere in particular. */
export function placeOf(at: Place, runId: string): string | null {
  if (at.item) return `/runs/${runId}?item=${encodeURIComponent(at.item)}`;
  if (at.signoff || at.gate) return `/runs/${runId}/poll#${encodeURIComponent(at.signoff ?? at.gate ?? "")}`;
  const key = at.choice ?? at.trigger;
  return key ? `/runs/${runId}#${encodeURIComponent(key)}` : null;
}
