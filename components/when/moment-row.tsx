"use client";

import {
  CalendarClock,
  Flag,
  Gavel,
  type LucideIcon,
  Repeat,
  Snowflake,
  SquareCheck,
  Timer,
  Users,
} from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { useClock } from "@/components/ui/time";
import { formatClock } from "@/components/ui/time-format";
import type { Moment } from "@/lib/domain/moments";
import { count, duration, list } from "@/lib/domain/plain-text";
import { partyName } from "@/lib/domain/roster";
import { clockIn } from "@/lib/domain/zone-time";
import { cityOf } from "../run/run-time";

const kinds: Readonly<Record<Moment["kind"], { icon: LucideIcon; word: string; place: string }>> = {
  target: { icon: Flag, word: "Target", place: "" },
  gate: { icon: Gavel, word: "Gate", place: "/poll" },
  hold: { icon: Timer, word: "Hold, as planned", place: "/live" },
  item: { icon: SquareCheck, word: "Due", place: "" },
  check: { icon: Repeat, word: "Check", place: "/after" },
  follow_up: { icon: CalendarClock, word: "Follow-up", place: "/after" },
  shift: { icon: Users, word: "Shift", place: "/after" },
  freeze: { icon: Snowflake, word: "Freeze", place: "" },
};

type Props = { moment: Moment; again: readonly Moment[]; runId: string; zone: string };

/** One line of the day: its time, what it is, whose, and whether it is late. */
export function MomentRow({ moment, again, runId, zone }: Props) {
  const { timeZone } = useClock();
  const { kind, key, title, at, endsAt, who, status } = moment;
  const { icon: Icon, word, place } = kinds[kind];
  const last = again.at(-1);
  const iso = new Date(at).toISOString();
  const other = clockIn(zone).offsetAt(at) !== clockIn(timeZone).offsetAt(at);
  const lasts = endsAt !== null && (kind === "hold" || kind === "shift" || kind === "freeze");
  const href = kind === "item" ? `/runs/${runId}?item=${encodeURIComponent(key)}` : `/runs/${runId}${place}`;
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto] touch:py-3">
      <time
        dateTime={iso}
        className={status === "late" ? "font-strong text-no tabular-nums" : "font-strong tabular-nums"}
      >
        {formatClock(iso, timeZone)}
        {other ? (
          <span className="block font-normal text-2xs text-ink-3">
            {formatClock(iso, zone)} {cityOf(zone)}
          </span>
        ) : null}
      </time>
      <div className="min-w-0 text-sm">
        <p className={status === "done" ? "wrap-anywhere text-ink-3" : "wrap-anywhere"}>
          <Icon aria-hidden className="mr-1.5 inline size-3.5 align-[-0.125em] text-ink-3" />
          {kind === "target" || kind === "freeze" ? (
            title
          ) : (
            <Link prefetch={false} href={href} className="underline-offset-2 hover:underline">
              {title}
            </Link>
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-xs">
          {kind === "target" ? null : <span>{word}</span>}
          {lasts ? <span>{duration((endsAt - at) / 60_000)}</span> : null}
          {who && kind !== "shift" ? <span>{list(whoAll(moment, again))}</span> : null}
          {last ? (
            <span>
              and {count(again.length, "time")} more, until {formatClock(new Date(last.at).toISOString(), timeZone)}
            </span>
          ) : null}
        </p>
      </div>
      <div className="max-sm:col-start-2">
        {status === "late" ? <Badge tone="no">Late</Badge> : status === "done" ? <Badge tone="go">Done</Badge> : null}
      </div>
    </li>
  );
}

function whoAll(moment: Moment, again: readonly Moment[]): string[] {
  return [...new Set([moment, ...again].flatMap(({ who }) => (who ? [partyName(who)] : [])))];
}
