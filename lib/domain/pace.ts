import type { Forecast } from "./assessment";
import { goAfter } from "./forecast";
import { afterFreezes } from "./freeze-forecast";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";

/** What one item of a past run took from its start to its end, in minutes of work, and what had been estimated. */
export type TimedItem = { runId: string; estimate: number; actual: number };

/**
 * How past runs of a template went against their estimates: the tenth and the ninetieth percentile, of fewer
 * than ten runs the fastest and the slowest. `runs` and `items` say what that rests on.
 */
export type Pace = { low: number; high: number; runs: number; items: number };

/** Fewer tell nothing about the next one. */
const fewestRuns = 3;
const fewestItems = 3;

/** Of each run the median of its items, so that one left running over night counts once; null where too few were timed. */
export function paceOf(timed: readonly TimedItem[]): Pace | null {
  const usable = timed.filter(({ estimate, actual }) => estimate > 0 && actual > 0);
  const runs = [...Map.groupBy(usable, ({ runId }) => runId).values()].filter(({ length }) => length >= fewestItems);
  if (runs.length < fewestRuns) return null;
  const ratios = runs.map((items) =>
    percentile(
      items.map(({ estimate, actual }) => actual / estimate),
      0.5,
    ),
  );
  return {
    low: percentile(ratios, 0.1),
    high: percentile(ratios, 0.9),
    runs: runs.length,
    items: runs.reduce((sum, { length }) => sum + length, 0),
  };
}

/** By nearest rank: one of the values themselves. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 1;
}

export type ForecastRange = { fromAt: string; toAt: string } & Pace;

/** The earliest GO, had the work left the pace of past runs; null where none is foreseen. */
export function rangeOf(
  { earliestGoAt, spanMinutes, hours, targetAt, notBefore }: Forecast,
  pace: Pace | null,
  { snapshot, now, gate }: { snapshot: RunSnapshot; now: string; gate: string },
): ForecastRange | null {
  if (pace === null || earliestGoAt === null || spanMinutes === 0) return null;
  const state = readRun(snapshot, now);
  const place = state.index.gateByKey.get(gate);
  if (!place) return null;
  const after = (times: number) => {
    const moved = goAfter(Math.round(spanMinutes * times), state.nowMs, { targetAt, notBefore }, hours);
    return afterFreezes({ ...moved, targetAt }, state, place).earliestGoAt;
  };
  return { fromAt: after(pace.low), toAt: after(pace.high), ...pace };
}
