"use client";

import { ChevronRight } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { duration } from "@/lib/domain/plain-text";
import { allTurns, type Occurrence, recurringChecks, roundsOf } from "@/lib/domain/recurring-checks";
import { partyName } from "@/lib/domain/roster";
import type { RunState } from "@/lib/domain/run-state";
import { RunTime } from "../run/run-time";
import { RoundCard } from "./round-card";
import { SkipMissed } from "./skip-missed";
import { TurnRow } from "./turn-row";

const shownNext = 6;
const shownPast = 30;

/** Checks of now first, then what was missed, what comes next, and what is behind. */
export function ChecksNow({ state }: { state: RunState }) {
  const turns = allTurns(state);
  const of = (...states: Occurrence["state"][]) => turns.filter((turn) => states.includes(turn.state));
  const now = roundsOf(of("due", "overdue")).map((round) => withRecorded(round, turns));
  const missed = of("missed");
  const upcoming = roundsOf(of("upcoming"));
  const past = of("done", "failed", "skipped").toReversed();
  const [next] = upcoming;
  return (
    <>
      {now.map((round, n) => (
        <RoundCard key={round.id} round={round} large={n === 0} />
      ))}
      {now.length === 0 && next ? (
        <Card aria-label="Nothing to check now">
          <h3 className="font-heavy text-xl">Nothing to check now</h3>
          <p className="mt-1 text-ink-2">
            {next.part} comes <RelativeTime at={new Date(next.dueAt).toISOString()} />, <RunTime at={next.dueAt} />.
          </p>
        </Card>
      ) : null}
      {now.length === 0 && !next && turns.length > 0 ? (
        <Notice tone={missed.length > 0 ? "hold" : "go"} title="Every check has had its time">
          {missed.length > 0 ? "Those missed below are still open: do them late, or skip them with a reason." : null}
        </Notice>
      ) : null}
      {missed.length > 0 ? (
        <Card flush aria-label="Missed">
          <CardHeader
            title={`Missed (${missed.length})`}
            meta="Still to be done late, or skipped with a reason."
            actions={<SkipMissed missed={missed} />}
          />
          <ul className="max-h-[32rem] divide-y overflow-y-auto">
            {missed.toReversed().map((turn) => (
              <TurnRow key={`${turn.key} ${turn.number}`} turn={turn} dated />
            ))}
          </ul>
        </Card>
      ) : null}
      {upcoming.length > 0 ? (
        <Card flush aria-label="Next">
          <CardHeader title="Next" />
          <ol className="divide-y">
            {upcoming.slice(0, shownNext).map(({ id, part, dueAt, turns: of }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm">
                <span className="wrap-anywhere min-w-36 flex-1">
                  {part} {of.length > 1 ? <span className="text-ink-3">({of.length})</span> : null}
                </span>
                <span className="text-ink-2">{of[0] ? partyName(of[0].owner) : ""}</span>
                <RunTime at={dueAt} className="tabular-nums" />
              </li>
            ))}
          </ol>
          {upcoming.length > shownNext ? (
            <p className="border-t px-4 py-2 text-ink-3 text-xs">
              And {upcoming.length - shownNext} more times. <Ends state={state} />
            </p>
          ) : null}
        </Card>
      ) : null}
      {past.length > 0 ? (
        <Card flush aria-label="Behind us">
          <details className="group/past">
            <summary className="flex min-h-10 items-center gap-2 px-4 text-ink-2 text-sm hover:text-ink touch:min-h-11">
              <ChevronRight aria-hidden className="size-4 transition-transform group-open/past:rotate-90" />
              {past.length} recorded
            </summary>
            <ul className="divide-y border-t">
              {past.slice(0, shownPast).map((turn) => (
                <TurnRow key={`${turn.key} ${turn.number}`} turn={turn} dated />
              ))}
            </ul>
            {past.length > shownPast ? (
              <p className="border-t px-4 py-2 text-ink-3 text-xs">Older ones stand in the history.</p>
            ) : null}
          </details>
        </Card>
      ) : null}
    </>
  );
}

/** A round under way shows those of it that are recorded already, too. */
function withRecorded<R extends ReturnType<typeof roundsOf>[number]>(round: R, turns: readonly Occurrence[]): R {
  return { ...round, turns: turns.filter(({ dueAt, part }) => dueAt === round.dueAt && part === round.part) };
}

/** When checks stop, and where that is our guess. */
function Ends({ state }: { state: RunState }) {
  const guessed = recurringChecks(state).filter(({ ends }) => ends?.assumed);
  const [first] = guessed;
  if (!first) return null;
  const every = duration(first.recurs.everyMinutes);
  return `The checklist doesn’t say when those every ${every} end; {for=24h} in the template does.`;
}
