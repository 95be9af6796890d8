"use client";

import { CalendarPlus, CalendarSync } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { useClock } from "@/components/ui/time";
import { formatDate, formatIsoDay } from "@/components/ui/time-format";
import { type Moment, momentsOf } from "@/lib/domain/moments";
import { count } from "@/lib/domain/plain-text";
import { useMay, useRun } from "../run/run-provider";
import { cityOf, RunTime } from "../run/run-time";
import { useReading } from "../run/use-reading";
import { FeedDialog } from "./feed-dialog";
import { MomentRow } from "./moment-row";
import { MoveTarget } from "./move-target";

/** Everything of the run that has a time, day by day; what is done is folded away. */
export function WhenScreen() {
  const state = useReading();
  const { now, timeZone } = useClock();
  const you = useRun((run) => run.you.personId);
  const mayEdit = useMay("run.edit");
  const [mine, setMine] = useState(false);
  const [done, setDone] = useState(false);
  const [dialog, setDialog] = useState<"move" | "feed" | null>(null);
  const { run } = state.snapshot;
  const all = momentsOf(state);
  const wanted = all.filter((moment) => !mine || concerns(moment, you));
  const shown = wanted.filter(({ status }) => done || status !== "done");
  const hidden = wanted.length - shown.length;
  const days = Map.groupBy(shown, ({ at }) => formatIsoDay(new Date(at).toISOString(), timeZone));
  const today = formatIsoDay(new Date(now).toISOString(), timeZone);
  const late = wanted.filter(({ status }) => status === "late").length;
  return (
    <div className="mx-auto flex w-full max-w-[72rem] flex-col gap-4 px-3 py-4 sm:px-5">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-heavy text-lg">When</h2>
          <p className="text-ink-2 text-sm">
            {run.targetAt ? (
              <>
                Target <RunTime at={run.targetAt} className="text-ink" />
                {run.originalTargetAt && run.originalTargetAt !== run.targetAt ? (
                  <>
                    , first planned for <RunTime at={run.originalTargetAt} />
                  </>
                ) : null}
                .{" "}
              </>
            ) : (
              "No target yet: what counts from it has no time. "
            )}
            {late > 0 ? <span className="font-strong text-no">{late} late. </span> : null}
            {run.timeZone === timeZone ? "" : `Days of this run go by ${cityOf(run.timeZone)}.`}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {mayEdit ? (
            <Button icon={<CalendarSync aria-hidden className="size-4" />} onClick={() => setDialog("move")}>
              {run.targetAt ? "Move the target…" : "Set a target…"}
            </Button>
          ) : null}
          <Button icon={<CalendarPlus aria-hidden className="size-4" />} onClick={() => setDialog("feed")}>
            Calendar…
          </Button>
        </div>
      </header>
      {all.length === 0 ? (
        <EmptyState title="Nothing has a time yet" className="rounded-lg border bg-panel">
          Set a target, and whatever the checklist places before or after it stands here: “24 hours before”, “Day 1”, or
          {" {due=T-24h} "}in the template.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            <Checkbox checked={mine} onChange={setMine} label="Only mine" />
            <Checkbox
              checked={done}
              onChange={setDone}
              label={`Show what is done${hidden > 0 ? ` (${hidden})` : ""}`}
            />
          </div>
          {[...days].map(([day, moments]) => (
            <Card key={day} flush aria-label={dayTitle(day, today)}>
              <h3 className="flex items-baseline gap-3 border-b px-4 py-2">
                <span className="font-strong">{dayTitle(day, today)}</span>
                <span className="text-ink-3 text-xs">{count(moments.length, "entry", "entries")}</span>
              </h3>
              <ol className="divide-y">
                {together(moments).map(({ moment, again }) => (
                  <MomentRow key={moment.id} moment={moment} again={again} runId={run.id} zone={run.timeZone} />
                ))}
              </ol>
            </Card>
          ))}
          {shown.length === 0 ? (
            <EmptyState
              title={mine ? "Nothing of yours is left" : "All of it is done"}
              className="rounded-lg border bg-panel"
            />
          ) : null}
        </>
      )}
      {dialog === "move" ? <MoveTarget state={state} onClose={() => setDialog(null)} /> : null}
      {dialog === "feed" ? <FeedDialog runId={run.id} name={run.name} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** Checks still to come that are alike stand in one line a day: the first, and how often it comes again. */
function together(moments: readonly Moment[]): { moment: Moment; again: Moment[] }[] {
  const lines: { moment: Moment; again: Moment[] }[] = [];
  const firsts = new Map<string, Moment[]>();
  for (const moment of moments) {
    const known = moment.kind === "check" && moment.status === "open" ? firsts.get(moment.title) : undefined;
    if (known) {
      known.push(moment);
      continue;
    }
    const again: Moment[] = [];
    if (moment.kind === "check" && moment.status === "open") firsts.set(moment.title, again);
    lines.push({ moment, again });
  }
  return lines;
}

function concerns({ kind, who }: Moment, personId: string): boolean {
  return kind === "target" || kind === "gate" || (who?.kind === "person" && who.id === personId);
}

function dayTitle(day: string, today: string): string {
  const at = `${day}T12:00:00Z`;
  const away = Math.round((Date.parse(at) - Date.parse(`${today}T12:00:00Z`)) / 86_400_000);
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(Date.parse(at));
  const near = away === 0 ? "Today, " : away === 1 ? "Tomorrow, " : away === -1 ? "Yesterday, " : "";
  return `${near}${weekday} ${formatDate(at, "UTC")}`;
}
