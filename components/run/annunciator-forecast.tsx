"use client";

import { DayTime } from "@/components/ui/time";
import type { Readiness } from "@/lib/domain/assessment";
import { count, duration } from "@/lib/domain/plain-text";
import { hoursInWords } from "@/lib/domain/working-hours";
import { FromRehearsal } from "./from-rehearsal";
import { ItemLink } from "./item-link";
import { useRun } from "./run-provider";

/** How the earliest GO is foreseen: the chain that decides it, and what had to be assumed. */
export function ForecastPanel({ readiness }: { readiness: Readiness }) {
  const { rehearsed } = useRun((state) => state.snapshot.run);
  const { earliestGoAt, targetAt, notBefore, remainingMinutes, criticalPath, assumed, blocked, hours } =
    readiness.forecast;
  if (readiness.verdict === "override")
    return <p className="text-ink-2 text-sm">Nothing but an override lets it pass: that is no GO.</p>;
  if (readiness.verdict !== "no_go") return <p className="text-ink-2 text-sm">Nothing stands against it any more.</p>;
  if (!earliestGoAt)
    return <p className="text-ink-2 text-sm">No amount of work on the checklist clears what stands against it.</p>;
  return (
    <div className="text-sm">
      <p>
        Earliest GO <DayTime within at={earliestGoAt} className="font-strong" />
        {targetAt ? (
          <>
            , target <DayTime within at={targetAt} className="font-strong" />
          </>
        ) : notBefore ? (
          ", when the last check and follow-up is over"
        ) : (
          ", no target set"
        )}
        . {duration(remainingMinutes)} of work is left.
      </p>
      {criticalPath.length > 0 ? (
        <>
          <h3 className="mt-3 font-strong">What decides it, one after the other</h3>
          <ol className="-mx-2 mt-1">
            {criticalPath.map((step) => (
              <li key={step.key}>
                <ItemLink itemKey={step.key} className="flex gap-3 rounded-sm px-2 py-1 hover:bg-hover touch:py-3">
                  <span className="wrap-anywhere min-w-0 flex-1">{step.title}</span>
                  <span className="text-ink-2 text-xs leading-5">
                    {step.owner}, {duration(step.minutes)}
                  </span>
                </ItemLink>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <p className="mt-3 text-ink-2 text-xs">
        Assumes that work starts now, goes on {hours ? "only " : ""}
        {hoursInWords(hours)}, and that everybody does one item at a time.
        {assumed.items > 0
          ? ` ${count(assumed.items, "item")} without an estimate ${assumed.items === 1 ? "is" : "are"} taken as ${assumed.minutesEach} min each.`
          : ""}
        {blocked > 0
          ? ` ${count(blocked, "item")} reported blocked ${blocked === 1 ? "is" : "are"} taken as free when ${blocked === 1 ? "its" : "their"} turn comes: how long that takes, nobody has said.`
          : ""}
        {rehearsed ? (
          <>
            {" "}
            {count(Object.keys(rehearsed.minutes).length, "estimate")}
            <FromRehearsal rehearsed={rehearsed} />.
          </>
        ) : null}
      </p>
    </div>
  );
}
