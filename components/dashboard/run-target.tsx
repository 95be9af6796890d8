"use client";

import { DayTime, useClock } from "@/components/ui/time";
import { formatDay, inSentence } from "@/components/ui/time-format";
import type { RunSummary } from "@/lib/domain/dashboard";
import { ifCleared } from "@/lib/domain/forecast";
import { duration } from "@/lib/domain/plain-text";
import { progressWords } from "@/lib/domain/run-life-words";

type Props = {
  summary: Pick<RunSummary, "targetAt" | "forecast" | "verdict" | "closedAt" | "gate" | "reasons" | "life">;
};

/** When it is to go live, and when it could. */
export function RunTarget({ summary }: Props) {
  const { targetAt, closedAt } = summary;
  if (closedAt) {
    return (
      <>
        <span className="block text-ink-2">closed</span>
        <DayTime at={closedAt} className="text-ink-3 text-xs" />
      </>
    );
  }
  return (
    <>
      {targetAt ? (
        <DayTime at={targetAt} className="block whitespace-nowrap font-strong" />
      ) : (
        <span className="block text-ink-2">no target</span>
      )}
      <Forecast summary={summary} />
    </>
  );
}

function Forecast({ summary }: Props) {
  const { now, timeZone } = useClock();
  const { forecast, verdict, targetAt } = summary;
  const { earliestGoAt, lateByMinutes, remainingMinutes, blocked } = forecast;
  if (verdict === "go" || verdict === "go_with_conditions")
    return <span className="text-go text-xs">{summary.gate.status === "go" ? "GO is recorded" : "ready now"}</span>;
  if (summary.life === "rolling_back" || summary.life === "rolled_back")
    return <span className="text-no text-xs">{progressWords[summary.life]}</span>;
  if (remainingMinutes === 0 && summary.reasons.some(({ code }) => code === "trigger_fired"))
    return <span className="text-no text-xs">a trigger calls for rollback</span>;
  if (!earliestGoAt && verdict === "override")
    return <span className="text-hold text-xs">may be passed by override, not GO</span>;
  if (!earliestGoAt)
    return (
      <span className="text-ink-3 text-xs">
        {remainingMinutes > 0 ? `${duration(remainingMinutes)} of work left` : "no forecast"}
      </span>
    );
  const at = formatDay(earliestGoAt, now, timeZone);
  if (lateByMinutes !== null && lateByMinutes > 0) {
    return (
      <span className="text-no text-xs">
        {at}, <span className="whitespace-nowrap">late by {duration(lateByMinutes)}</span>
        {blocked > 0 ? `, ${ifCleared(blocked)}` : ""}
      </span>
    );
  }
  return (
    <span className="text-ink-3 text-xs">
      {targetAt ? "could be GO" : "earliest GO"} {inSentence(at)}
      {blocked > 0 ? `, ${ifCleared(blocked)}` : ""}
    </span>
  );
}
