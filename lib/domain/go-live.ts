import { isStepOfDeployment, lifeFacts } from "./run-life";
import type { RunState } from "./run-state";
import { isPassed, statusOf } from "./verdict";

const known = new WeakMap<RunState, { at: number | null }>();

/**
 * When this attempt went live (ms): at its declaration where the checklist has one, else once its steps were done behind
 * GO. Null while it isn't, once it ended otherwise, and while a rollback is called for.
 */
export function liveAt(state: RunState): number | null {
  let found = known.get(state);
  if (!found) {
    found = { at: readLiveAt(state) };
    known.set(state, found);
  }
  return found.at;
}

function readLiveAt(state: RunState): number | null {
  const { begun, outcome, rollbackCalled, stepsLeft } = lifeFacts(state);
  if (!begun || outcome !== null || rollbackCalled || stepsLeft) return null;
  const leading = state.index.gates.filter(({ gate }) => gate.asks !== "close");
  if (leading.some(({ gate }) => !isPassed(statusOf(state, gate.key)))) return null;
  const decided = (asks: (of: string) => boolean) =>
    leading
      .filter(({ gate }) => asks(gate.asks))
      .map(({ gate }) => state.gateRows.get(gate.key)?.decidedAt)
      .flatMap((at) => (at ? [Date.parse(at)] : []));
  const declared = decided((asks) => asks === "live");
  if (declared.length > 0) return Math.max(...declared);
  const steps = state.standings
    .filter(isStepOfDeployment)
    .flatMap(({ row }) => (row?.changedAt ? [Date.parse(row.changedAt)] : []));
  const moments = [...decided(() => true), ...steps];
  return moments.length === 0 ? null : Math.max(...moments);
}
