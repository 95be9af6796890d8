"use client";

import { CalendarOff } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { SignalShape } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import { formatClock, formatDateTime } from "@/components/ui/time-format";
import type { GoLive } from "@/lib/domain/calendar";
import type { FreezeWindow } from "@/lib/domain/freeze";
import { duration } from "@/lib/domain/plain-text";
import { verdictWord } from "@/lib/domain/verdict-word";
import { verdictSignal } from "../run/gate-signal";

/** A run on the day of its target. */
export function GoLiveLine({ run }: { run: GoLive }) {
  const { timeZone } = useClock();
  return (
    <li>
      <Link
        prefetch={false}
        href={`/runs/${run.id}`}
        className="-mx-2 flex flex-wrap items-baseline gap-x-2 gap-y-0.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover touch:py-3"
      >
        <span className="w-11 text-ink-2 tabular-nums">{run.targetAt ? formatClock(run.targetAt, timeZone) : ""}</span>
        <SignalShape kind={verdictSignal[run.verdict]} className="size-2.5 self-center" />
        <span className="font-strong">{run.name}</span>
        <span className="text-ink-2">
          {verdictWord[run.verdict]}, {run.environment}
        </span>
        {run.lateByMinutes !== null && run.lateByMinutes > 0 ? (
          <span className="text-no">late by {duration(run.lateByMinutes)}</span>
        ) : null}
        {run.rehearsal ? <Badge>rehearsal</Badge> : null}
        {run.frozen === null ? null : <Badge tone="no">lies in a freeze</Badge>}
      </Link>
    </li>
  );
}

/** A freeze with its time, reason and environments. */
export function FrozenLine({ window }: { window: FreezeWindow }) {
  const { timeZone } = useClock();
  return (
    <li className="flex items-baseline gap-2 py-1.5 text-sm">
      <CalendarOff aria-hidden className="size-3.5 shrink-0 self-center text-wait" />
      <span>
        <span className="font-strong">{window.reason}</span>{" "}
        <span className="text-ink-2">
          {formatDateTime(window.startsAt, timeZone)} to {formatDateTime(window.endsAt, timeZone)},{" "}
          {window.environments.length === 0 ? "every environment" : window.environments.join(", ")}
        </span>
      </span>
    </li>
  );
}
