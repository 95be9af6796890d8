import type { RunSummary } from "./dashboard";
import { thawed } from "./freeze-forecast";

/**
 * A summary read later than it was computed, while it still holds: nothing in it has moved but the forecast, which
 * counts from now on as if work started now, and keeps out of freezes. `now` is ISO.
 */
export function summaryAt(summary: RunSummary, now: string): RunSummary {
  const { forecast, targetAt, asOf, freezes } = summary;
  const waits = freezes.some(({ endsAt }) => endsAt === forecast.earliestGoAt);
  if (forecast.earliestGoAt === null || waits) return { ...summary, asOf: now };
  const goMs = Date.parse(forecast.earliestGoAt) + Date.parse(now) - Date.parse(asOf);
  const lateByMinutes = targetAt === null ? null : Math.ceil((goMs - Date.parse(targetAt)) / 60_000);
  const moved = { ...forecast, earliestGoAt: new Date(goMs).toISOString(), lateByMinutes };
  return { ...summary, asOf: now, forecast: thawed(moved, freezes, targetAt) };
}
