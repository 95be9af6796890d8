import type { RunSummary } from "./dashboard";
import { goAfter } from "./forecast";
import { thawed } from "./freeze-forecast";
import type { WorkingHours } from "./working-hours";

/**
 * A summary read later than it was computed, while it still holds: nothing in it has moved but the forecast, which
 * counts from now on as if work started now, by the hours the workspace has now, and keeps out of freezes. `now` is ISO.
 */
export function summaryAt(summary: RunSummary, now: string, workspaceHours: WorkingHours | null): RunSummary {
  const { roundTheClock, freezes } = summary;
  const hours = roundTheClock ? null : workspaceHours;
  const forecast = { ...summary.forecast, hours };
  if (forecast.earliestGoAt === null) return { ...summary, asOf: now, forecast };
  const moved = { ...forecast, ...goAfter(forecast.spanMinutes, Date.parse(now), forecast, hours) };
  return { ...summary, asOf: now, forecast: thawed(moved, freezes) };
}
