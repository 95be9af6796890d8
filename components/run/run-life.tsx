"use client";

import { Badge } from "@/components/ui/badge";
import { lifeWords } from "@/lib/domain/run-life-words";
import { lifeTones } from "./life-tones";
import { useLife, useRun } from "./run-provider";

/** Where the run is between its start and its end, and which attempt this is. */
export function LifeBadge() {
  const life = useLife();
  const attempt = useRun(({ snapshot }) => snapshot.run.attempt);
  return (
    <>
      <Badge tone={lifeTones[life]}>{lifeWords[life]}</Badge>
      {attempt > 1 ? <Badge>Attempt {attempt}</Badge> : null}
    </>
  );
}

/** On every page of a rehearsal: nothing in it is real. */
export function RehearsalBand() {
  const run = useRun(({ snapshot }) => snapshot.run);
  if (!run.rehearsal) return null;
  return (
    <p className="border-hold border-b-2 border-dashed bg-hold-tint px-4 py-1.5 text-center font-strong text-hold text-xs sm:px-5">
      Rehearsal{run.timeScale > 1 ? `, holds pass ${run.timeScale} times faster` : ""}. Nothing here deploys: no
      pipeline gets a GO from it.
    </p>
  );
}
