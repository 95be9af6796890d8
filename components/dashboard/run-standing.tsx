"use client";

import { BellRing, CalendarOff, Drama, ShieldAlert, Siren, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-name";
import { Signal } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import { formatDay, inSentence } from "@/components/ui/time-format";
import type { RunSummary } from "@/lib/domain/dashboard";
import { count } from "@/lib/domain/plain-text";
import { endingOf } from "@/lib/domain/run-ending";
import { progressWords } from "@/lib/domain/run-life-words";
import { firedWords } from "./fired-words";
import { overrideWords } from "./override-words";
import { VerdictSignal } from "./verdict-signal";

/** Verdict, and what a verdict alone doesn't say: an override, a freeze, a rehearsal, how far the deployment is. */
export function RunStanding({ run }: { run: RunSummary }) {
  const { now, timeZone } = useClock();
  const freeze = run.freezes.find(({ startsAt }) => Date.parse(startsAt) <= now);
  const ending = endingOf({ ...run, status: run.gate.status });
  const icon = "size-3";
  return (
    <div className="flex flex-col items-start gap-1">
      {ending ? <Signal kind={ending.kind} word={ending.word} /> : <VerdictSignal verdict={run.verdict} />}
      {run.overrides.map(({ id, ...override }) => (
        <span key={id} className="flex items-baseline gap-1 text-hold text-xs">
          <ShieldAlert aria-hidden className="size-3 shrink-0 self-center" />
          {overrideWords(override)}
        </span>
      ))}
      {freeze ? (
        <span title={freeze.reason}>
          <Badge tone="wait" icon={<CalendarOff aria-hidden className={icon} />}>
            frozen until {formatDay(freeze.endsAt, now, timeZone)}
          </Badge>
        </span>
      ) : null}
      {run.rehearsal ? (
        <Badge tone="plain" icon={<Drama aria-hidden className={icon} />}>
          rehearsal
        </Badge>
      ) : null}
      {progressWords[run.life] && !ending ? (
        <span className="text-ink-3 text-xs">
          {progressWords[run.life]}
          {run.attempt > 1 ? `, attempt ${run.attempt}` : ""}
          {run.step ? `, step ${run.step.number} of ${run.step.of}` : ""}
        </span>
      ) : null}
      {run.fired.map((each) => (
        <span
          key={each.title}
          className={cn("flex items-start gap-1 font-strong text-xs", each.calls ? "text-no" : "text-hold")}
        >
          <Siren aria-hidden className="mt-0.75 size-3 shrink-0" />
          <span className="wrap-anywhere line-clamp-2">{firedWords(each, now, timeZone)}</span>
        </span>
      ))}
      {run.watch ? <Watch watch={run.watch} /> : null}
    </div>
  );
}

/** Of a run that is live: its next check, and whether one was missed. */
function Watch({ watch: { next, missed, failed } }: { watch: NonNullable<RunSummary["watch"]> }) {
  const { now, timeZone } = useClock();
  const late = next !== null && Date.parse(next.dueAt) < now;
  return (
    <>
      {failed > 0 ? (
        <Badge tone="no" icon={<TriangleAlert aria-hidden className="size-3" />}>
          {count(failed, "check")} failed
        </Badge>
      ) : null}
      {missed > 0 ? (
        <Badge tone="no" icon={<BellRing aria-hidden className="size-3" />}>
          {count(missed, "check")} missed
        </Badge>
      ) : null}
      {next ? (
        <span className={cn("wrap-anywhere line-clamp-3 text-xs", late ? "text-hold" : "text-ink-3")}>
          {late ? "check due since" : "next check"}{" "}
          {inSentence(formatDay(next.dueAt, now, timeZone)).replace(/^today /, "")}, {next.who}: {next.title}
        </span>
      ) : null}
    </>
  );
}
