import type { RunSummary } from "./dashboard";

/**
 * A summary read later than it was computed, while it still holds: nothing in it has moved but the forecast, which
 * counts from now on as if work started now. `now` is ISO.
 */
export function summaryAt(summary: RunSummary, now: string): RunSummary {
  const { forecast, targetAt, asOf } = summary;
  if (forecast.earliestGoAt === null) return { ...summary, asOf: now };
  const goMs = Date.parse(forecast.earliestGoAt) + Date.parse(now) - Date.parse(asOf);
  const lateByMinutes = targetAt === null ? null : Math.ceil((goMs - Date.parse(targetAt)) / 60_000);
  return {
    ...summary,
    asOf: now,
    forecast: { ...forecast, earliestGoAt: new Date(goMs).toISOString(), lateByMinutes },
  };
}
