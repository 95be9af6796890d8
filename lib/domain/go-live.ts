import { begins, isStepOfDeployment, latest, lifeFacts, passedAt } from "./run-life";
import type { RunState } from "./run-state";
import type { GatePlace } from "./template-tree";
import { statusOf } from "./verdict";

const known = new WeakMap<RunState, { at: number | null }>();

/**
 * When this attempt went live (ms): at its declaration where the checklist has one, else once its steps were done behind
 * GO. Null while it isn't, once it ended otherwise, and while a rollback is called for.
 */
export function liveAt(state: RunState): number | null {
  let found = known.get(state);
  if (!found) {
    found = { at: isLive(state) ? wentLiveAt(state) : null };
    known.set(state, found);
  }
  return found.at;
}

function isLive(state: RunState): boolean {
  const { begun, outcome, rollbackCalled, stepsLeft } = lifeFacts(state);
  if (!begun || outcome !== null || rollbackCalled || stepsLeft) return false;
  return leadingGates(state).every(({ gate }) => passedAt(state, gate.key) !== null);
}

/** The same for whoever looks back: also when the attempt was rolled back or given up since. */
export function wentLiveAt(state: RunState): number | null {
  const leading = leadingGates(state);
  const declarations = leading.filter(({ gate }) => gate.asks === "live");
  if (declarations.length > 0) return latest(declarations.map(({ gate }) => passedAt(state, gate.key)));
  const close = state.index.gates.find(({ gate }) => gate.asks === "close");
  const steps = state.standings.filter(isStepOfDeployment);
  const before = steps.filter(({ leaf }) => close === undefined || leaf.gatesBefore <= close.order);
  if (!leading.some(({ gate }) => begins(gate)) || before.some(({ satisfied }) => !satisfied)) return null;
  return latest([
    ...leading.map(({ gate }) => passedAt(state, gate.key)),
    ...steps.flatMap(({ row }) => (row?.changedAt ? [Date.parse(row.changedAt)] : [])),
  ]);
}

/** Whether the rows prove that it never went live: an earlier attempt's, and what a NO-GO took back, stand in the history. */
export function neverLive(state: RunState): boolean {
  const noGo = leadingGates(state).some(({ gate }) => statusOf(state, gate.key) === "no_go");
  return wentLiveAt(state) === null && state.snapshot.run.attempt === 1 && !noGo;
}

function leadingGates(state: RunState): GatePlace[] {
  return state.index.gates.filter(({ gate }) => gate.asks !== "close");
}
