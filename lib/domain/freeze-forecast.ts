import type { Forecast } from "./assessment";
import { concerns, opensDeployment, thawAfter } from "./freeze";
import type { RunState } from "./run-state";
import type { GatePlace } from "./template-tree";

/** A forecast that keeps out of freezes: work goes on in them, GO comes when the last of them is over. */
export function afterFreezes<F extends Moving>(forecast: F, state: RunState, place: GatePlace): F {
  const { run, freezes } = state.snapshot;
  if (forecast.earliestGoAt === null || freezes.length === 0 || run.rehearsal) return forecast;
  if (!opensDeployment(state.index.gates, place)) return forecast;
  return thawed(
    forecast,
    freezes.filter((window) => concerns(window, run.environment)),
  );
}

type Moving = Pick<Forecast, "earliestGoAt" | "lateByMinutes" | "targetAt">;
type Times = Parameters<typeof thawAfter>[0];

export function thawed<F extends Moving>(forecast: F, windows: Times): F {
  if (forecast.earliestGoAt === null) return forecast;
  const goMs = Date.parse(forecast.earliestGoAt);
  const freeMs = thawAfter(windows, goMs);
  if (freeMs === goMs) return forecast;
  const { targetAt } = forecast;
  const lateByMinutes = targetAt === null ? null : Math.ceil((freeMs - Date.parse(targetAt)) / 60_000);
  return { ...forecast, earliestGoAt: new Date(freeMs).toISOString(), lateByMinutes };
}
