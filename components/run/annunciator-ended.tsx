"use client";

import Link from "next/link";
import { AnnunciatorCell } from "@/components/ui/annunciator-cell";
import { neverLive, wentLiveAt } from "@/lib/domain/go-live";
import { count, duration } from "@/lib/domain/plain-text";
import type { Ending } from "@/lib/domain/run-ending";
import { rowsOf } from "./run-derived";
import { useRun, useRunStore } from "./run-provider";
import { RunTime } from "./run-time";

/** Of a run that is closed: how it ended, when it went live against its target, and where people look back at it. */
export function EndedCells({ ending }: { ending: Ending }) {
  const store = useRunStore();
  const run = useRun(({ snapshot }) => snapshot.run);
  const { reading } = rowsOf(store);
  const live = wentLiveAt(reading);
  const notLive = neverLive(reading) ? "Never" : "Not at its end";
  const late = live === null || run.targetAt === null ? null : Math.round((live - Date.parse(run.targetAt)) / 60_000);
  const cell = "h-full border-line lg:not-first:border-l";
  return (
    <>
      <AnnunciatorCell
        question="How did it end?"
        answer={ending.word}
        signal={ending.kind}
        className={cell}
        detail={run.closedAt ? <RunTime at={run.closedAt} /> : null}
      />
      <AnnunciatorCell
        question="Went live"
        answer={live === null ? notLive : <RunTime at={new Date(live).toISOString()} />}
        className={cell}
        detail={count(run.attempt, "attempt")}
      />
      <AnnunciatorCell
        question="Target"
        answer={run.targetAt ? <RunTime at={run.targetAt} /> : "None"}
        className={cell}
        detail={late === null ? null : lateWords(late)}
      />
      <AnnunciatorCell
        question="Next action"
        answer={
          <Link
            prefetch={false}
            href={`/runs/${run.id}/review`}
            className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >
            Look back at it
          </Link>
        }
        className={cell}
        detail="What slipped, was skipped or accepted, and what it taught"
      />
    </>
  );
}

function lateWords(minutes: number): string {
  if (minutes === 0) return "Live on target";
  return `Live ${duration(minutes)} ${minutes > 0 ? "after" : "before"} it`;
}
