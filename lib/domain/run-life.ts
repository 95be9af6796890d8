import type { GateStatus } from "./run";
import type { LeafStanding, RunState } from "./run-state";
import type { Gate } from "./template-gate";
import type { GatePlace, Leaf } from "./template-tree";
import { firedTriggers } from "./trigger-state";
import { headlineGate, isPassed, statusOf } from "./verdict";

/** Where a run is between its start and its end; derived, never stored. */
export const lives = [
  "planning",
  "polling",
  "no_go",
  "deploying",
  "verifying",
  "rolling_back",
  "rolled_back",
  "aborted",
  "closed",
] as const;
export type RunLife = (typeof lives)[number];

/** What a run's life lets happen or not; who may is the permission table's question. */
export const lifeActs = [
  "sign",
  "declare",
  "start_step",
  "start_recovery",
  "fire",
  "clear",
  "roll_back",
  "begin_again",
  "abort",
  "close",
] as const;
export type LifeAct = (typeof lifeActs)[number];

/** The one table: what each state allows. Nothing but clearing the trigger leads from a fired one back to GO. */
export const lifeAllows: Readonly<Record<RunLife, readonly LifeAct[]>> = {
  planning: ["sign", "declare", "fire", "clear", "abort", "close"],
  polling: ["sign", "declare", "fire", "clear", "abort", "close"],
  no_go: ["declare", "fire", "clear", "abort", "close"],
  deploying: ["sign", "declare", "start_step", "fire", "clear", "roll_back", "abort", "close"],
  verifying: ["sign", "declare", "start_step", "fire", "clear", "roll_back", "abort", "close"],
  rolling_back: ["start_recovery", "fire", "clear", "roll_back", "abort"],
  rolled_back: ["start_recovery", "clear", "begin_again", "abort", "close"],
  aborted: [],
  closed: [],
};

export function lifeLets(life: RunLife, act: LifeAct): boolean {
  return lifeAllows[life].includes(act);
}

/** What a life is made of; `lifeOf` reads it off a run. */
export type LifeFacts = {
  closed: boolean;
  outcome: "rolled_back" | "aborted" | null;
  /** A gate that lets the deployment begin has passed. */
  begun: boolean;
  /** A trigger fired that calls for rollback by now. */
  rollbackCalled: boolean;
  /** The first undecided gate; null when all have passed. */
  headline: { asks: Gate["asks"]; status: GateStatus } | null;
  /** Steps of the deployment that are still to do before that gate, or before the one that declares it live. */
  stepsLeft: boolean;
};

export function lifeFrom(facts: LifeFacts): RunLife {
  const { closed, outcome, begun, rollbackCalled, headline, stepsLeft } = facts;
  if (outcome === "aborted") return "aborted";
  if (closed) return outcome === "rolled_back" ? "rolled_back" : "closed";
  if (outcome === "rolled_back") return "rolled_back";
  if (begun && rollbackCalled) return "rolling_back";
  if (begun && stepsLeft) return "deploying";
  if (headline?.status === "no_go") return "no_go";
  if (begun && (headline === null || headline.asks === "close")) return "verifying";
  if (begun && headline?.asks === "live") return "deploying";
  return headline?.status === "polling" ? "polling" : "planning";
}

/** A run's life at the moment its state was read. */
export function lifeOf(state: RunState): RunLife {
  return lifeFrom(lifeFacts(state));
}

export function lifeFacts(state: RunState): LifeFacts {
  const { run, triggers } = state.snapshot;
  const headline = headlineGate(state);
  const status = headline ? statusOf(state, headline.gate.key) : "pending";
  const decided = (place: GatePlace) => isPassed(statusOf(state, place.gate.key)) || letBegin(state, place);
  const undecided = headline && !isPassed(status) ? (state.index.gates.find((place) => !decided(place)) ?? null) : null;
  return {
    closed: run.closedAt !== null,
    outcome: run.outcome,
    begun: state.index.gates.some((place) => begins(place.gate) && letBegin(state, place)),
    rollbackCalled: firedTriggers(state.index, triggers, run.timeScale).some(
      ({ rollbackAt }) => rollbackAt <= state.nowMs,
    ),
    headline: undecided && { asks: undecided.gate.asks, status: statusOf(state, undecided.gate.key) },
    stepsLeft: stepsBefore(state, Math.min(undecided?.order ?? state.index.gates.length, declaredAt(state))),
  };
}

/** Its GO lets the deployment begin. */
export function begins(gate: Gate): boolean {
  return gate.asks === "deploy" || gate.asks === "approve";
}

/** Where the last gate stands that declares the deployment live: what is told and checked behind it holds nothing up. */
function declaredAt({ index }: RunState): number {
  return index.gates.findLast(({ gate }) => gate.asks === "live")?.order ?? index.gates.length;
}

/** Steps behind a gate that let them begin, and before the gate of that order. */
function stepsBefore(state: RunState, order: number): boolean {
  return state.standings.some(
    (standing) => isStepOfDeployment(standing) && standing.leaf.gatesBefore <= order && !standing.satisfied,
  );
}

/** Counts for whether the deployment is through: behind a gate, and not one that comes back. */
export function isStepOfDeployment({ leaf, applicable }: LeafStanding): boolean {
  return leaf.stage === "during" && leaf.gatesBefore > 0 && applicable && !leaf.recurring;
}

/** Passed now, or by an override that has ended since behind which steps were done: what is deployed stays deployed. */
function letBegin(state: RunState, { gate, order }: GatePlace): boolean {
  const status = statusOf(state, gate.key);
  if (isPassed(status)) return true;
  return status !== "no_go" && passedAt(state, gate.key) !== null && isUnderWay(state, order);
}

/** Some step behind the gate of that order was begun. */
function isUnderWay(state: RunState, order: number): boolean {
  return state.standings.some(
    (standing) => isStepOfDeployment(standing) && standing.leaf.gatesBefore > order && standing.state !== "open",
  );
}

/**
 * What a new attempt does over: the gate that let the latest deployment begin and those after it, and every leaf behind
 * that gate; ways back are open again wherever they stand.
 */
export function resetByAttempt(state: RunState): { gates: readonly Gate[]; leaves: readonly Leaf[] } {
  const { gates, leaves } = state.index;
  // A gate that was reopened since the way back let steps begin all the same.
  const from = gates.findLastIndex(
    ({ gate, order }) => begins(gate) && (isPassed(statusOf(state, gate.key)) || isUnderWay(state, order)),
  );
  if (from < 0) return { gates: [], leaves: [] };
  return {
    gates: gates.slice(from).map(({ gate }) => gate),
    leaves: leaves.filter(({ gatesBefore, stage }) => gatesBefore > from || stage === "contingency"),
  };
}

/** When it was let pass in this attempt, also by an override that is over; null when it wasn't. */
export function passedAt(state: RunState, gateKey: string): number | null {
  const row = state.gateRows.get(gateKey);
  if (row?.decidedAt && isPassed(row.status)) return Date.parse(row.decidedAt);
  const { overrides, run } = state.snapshot;
  const begun = Date.parse(run.attemptAt);
  const confirmed = overrides
    .filter((each) => each.gateKey === gateKey && each.confirmedAt !== null)
    .map(({ confirmedAt }) => Date.parse(confirmedAt ?? ""))
    .filter((at) => at >= begun);
  return latest(confirmed);
}

/** Null unless each is there. */
export function latest(moments: readonly (number | null)[]): number | null {
  const there = moments.filter((at) => at !== null);
  return there.length === 0 || there.length < moments.length ? null : Math.max(...there);
}
