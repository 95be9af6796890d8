"use client";

import Link from "next/link";
import { useClock } from "@/components/ui/time";
import { formatDate } from "@/components/ui/time-format";
import type { Rehearsed } from "@/lib/domain/rehearsed";

/** Whence an estimate is: `, from the rehearsal of 12 Nov 2026`. */
export function FromRehearsal({ rehearsed: { runId, at } }: { rehearsed: Rehearsed }) {
  const { timeZone } = useClock();
  return (
    <span className="text-ink-2">
      , from the{" "}
      <Link href={`/runs/${runId}/review`} prefetch={false} className="underline">
        rehearsal of {formatDate(at, timeZone)}
      </Link>
    </span>
  );
}
