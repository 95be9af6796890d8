"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-name";
import { SignalShape } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import { formatAgo, formatClock, formatDay } from "@/components/ui/time-format";
import type { RunSummary } from "@/lib/domain/dashboard";
import { count, duration } from "@/lib/domain/plain-text";
import { partyName } from "@/lib/domain/roster";
import { endingOf } from "@/lib/domain/run-ending";
import { progressWords } from "@/lib/domain/run-life-words";
import { verdictWord } from "@/lib/domain/verdict-word";
import { firedWords } from "../dashboard/fired-words";
import { overrideWords } from "../dashboard/override-words";
import { verdictSignal } from "../run/gate-signal";
import { useWall } from "./use-wall";

const tones = { go: "text-go", hold: "text-hold", no: "text-no", wait: "text-wait", stale: "text-hold" };
const shown = 4;

/** One run for the wall of a room: read from five metres, live, nothing to press. Sizes follow the screen. */
export function WallScreen({ initial }: { initial: RunSummary }) {
  const { run, live } = useWall(initial);
  const { now, timeZone } = useClock();
  const { forecast, targetAt, waitsFor, nextAction } = run;
  const late = (forecast.lateByMinutes ?? 0) > 0;
  const calledBack = run.life === "rolling_back" || run.fired.some(({ calls }) => calls);
  const progress = sentence(progressWords[run.life] ?? "");
  const ending = endingOf({ ...run, status: run.gate.status });
  const kind = ending?.kind ?? verdictSignal[run.verdict];
  const word = ending?.word ?? verdictWord[run.verdict];
  const waits = ending ? [] : waitsFor;
  const freeze = run.freezes.find(({ startsAt }) => Date.parse(startsAt) <= now);
  return (
    <main className="grid min-h-dvh grid-rows-[auto_1fr_auto] gap-[2vmin] bg-paper p-[3vmin] text-[clamp(1rem,3.2vmin,4rem)] leading-tight">
      <header className="flex flex-wrap items-baseline justify-between gap-x-[3vmin]">
        <h1 className="font-heavy text-[1.5em] wrap-anywhere">{run.name}</h1>
        <p className="text-ink-2">
          {run.environment}
          {run.rehearsal ? ", rehearsal" : ""}
        </p>
      </header>
      <div className="grid min-h-0 content-center gap-[3vmin] lg:grid-cols-[1.1fr_1fr]">
        <section aria-label="Verdict" aria-live="polite" className="flex flex-col justify-center gap-[1.5vmin]">
          <p
            className={cn(
              "flex items-center gap-[0.25em] font-heavy text-[clamp(3rem,15vmin,16rem)] leading-none tracking-tight",
              tones[kind],
            )}
          >
            <SignalShape kind={kind} className="size-[0.62em]" />
            <span className={word.length > 8 ? "text-[0.5em]" : undefined}>{word}</span>
          </p>
          <p className="text-[1.4em]">
            <span className="font-heavy tabular-nums">{run.score}</span>
            <span className="text-ink-2"> of 100{run.required < 100 ? `, ${run.required} needed` : ""}</span>
          </p>
          <p className="text-ink-2 text-[0.9em]">{run.gate.title}</p>
          {progress && !ending ? (
            <p className="font-strong">
              {progress}
              {run.attempt > 1 ? `, attempt ${run.attempt}` : ""}
              {run.step ? `, step ${run.step.number} of ${run.step.of}: ${run.step.title}` : ""}
            </p>
          ) : null}
          {run.fired.map((each) => (
            <p key={each.title} className={cn("font-strong", each.calls ? "text-no" : "text-hold")}>
              {sentence(firedWords(each, now, timeZone))}
            </p>
          ))}
          {run.watch && run.watch.failed > 0 ? (
            <p className="font-strong text-no">{count(run.watch.failed, "check")} failed</p>
          ) : null}
          {run.watch && run.watch.missed > 0 ? (
            <p className="font-strong text-no">{count(run.watch.missed, "check")} missed</p>
          ) : null}
          {run.overrides.map(({ id, ...override }) => (
            <p key={id} className="font-strong text-hold">
              {overrideWords(override)}
            </p>
          ))}
          {freeze ? (
            <p className="font-strong text-wait">
              Frozen until {formatDay(freeze.endsAt, now, timeZone)}: {freeze.reason}
            </p>
          ) : null}
        </section>
        <section aria-label="Waits for" className="flex min-w-0 flex-col justify-center">
          <h2 className="eyebrow pb-[0.8vmin] text-[0.6em]">Waits for</h2>
          <ol>
            {waits.slice(0, shown).map(({ who, items, signoffs, titles }) => (
              <li key={partyName(who)} className="border-t py-[1.2vmin]">
                <p className="flex items-baseline justify-between gap-[1em]">
                  <b className="min-w-0 truncate font-heavy text-[1.25em]">{partyName(who)}</b>
                  <span className="whitespace-nowrap text-ink-2 text-[0.85em]">
                    {items > 0 ? count(items, "item") : signoffs > 0 ? count(signoffs, "signature") : ""}
                  </span>
                </p>
                <p className="truncate text-ink-2 text-[0.75em]">{titles[0]}</p>
              </li>
            ))}
          </ol>
          {waits.length > shown ? (
            <p className="border-t pt-[1vmin] text-ink-2">and {count(waits.length - shown, "other")}</p>
          ) : null}
          {waits.length === 0 ? <p className="text-ink-2">nobody</p> : null}
        </section>
      </div>
      <footer className="grid gap-[2vmin] border-t-2 pt-[2vmin] sm:grid-cols-3">
        <Cell name="Target">
          {targetAt ? (
            <>
              {formatDay(targetAt, now, timeZone)} <span className="text-ink-2">{formatAgo(targetAt, now)}</span>
            </>
          ) : (
            "not set"
          )}
        </Cell>
        <Cell name={run.closedAt ? "Closed" : run.gate.status === "go" ? "GO" : "Earliest GO"}>
          {run.closedAt ? (
            formatDay(run.closedAt, now, timeZone)
          ) : run.verdict === "go" || run.verdict === "go_with_conditions" ? (
            <span className="text-go">{run.gate.status === "go" ? "recorded" : "now"}</span>
          ) : calledBack || run.life === "rolled_back" ? (
            "not before it is rolled back or cleared"
          ) : forecast.earliestGoAt ? (
            <span className={late ? "text-no" : undefined}>
              {formatDay(forecast.earliestGoAt, now, timeZone)}
              {late ? `, ${duration(forecast.lateByMinutes ?? 0)} late` : ""}
            </span>
          ) : run.verdict === "override" ? (
            "may be passed by override, not GO"
          ) : (
            "unknown"
          )}
        </Cell>
        <Cell name="Next">
          {nextAction ? (
            <>
              {partyName(nextAction.who)}: <span className="text-ink-2">{nextAction.title}</span>
            </>
          ) : (
            (run.step?.title ?? "nothing")
          )}
        </Cell>
      </footer>
      <p
        role="status"
        className={cn(
          "fixed right-[1vmin] bottom-[0.6vmin] text-[0.45em]",
          live ? "text-ink-3" : "font-strong text-no",
        )}
      >
        {live ? `live, ${formatClock(new Date(now).toISOString(), timeZone)}` : "not live: the server can’t be reached"}
      </p>
    </main>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h2 className="eyebrow text-[0.55em]">{name}</h2>
      <p className="line-clamp-2 font-strong">{children}</p>
    </div>
  );
}
