import { holdEndsAt } from "./hold";
import { lifeOf, type RunLife } from "./run-life";
import { isSettled, type LeafStanding, type RunState } from "./run-state";
import { isStep } from "./step-turn";
import type { Choice } from "./template-leaves";

/** One step of the sequence shown large on go-live day. */
export type Step = {
  standing: LeafStanding;
  status: "done" | "held" | "running" | "current" | "later";
  /** When its hold is over, ISO; null without one that runs. */
  holdEndsAt: string | null;
  /** Share of traffic in per cent once it is done; null when the step doesn't say. */
  traffic: number | null;
};

export type Sequence = {
  life: RunLife;
  /** Which steps: of the deployment, of going back, or of what follows. */
  of: "during" | "contingency" | "after";
  steps: Step[];
  /** The first that isn't done. */
  current: Step | null;
  next: Step | null;
  /** A choice nobody took that the current step belongs to: it comes first, since its options exclude each other. */
  choice: Choice | null;
  /** The share of traffic that the done and the running steps have brought; null when no step names one. */
  traffic: number | null;
};

/** What is to be done now, in order: the contingency once a rollback is called for, else the deployment, then what follows. */
export function sequenceOf(state: RunState): Sequence {
  const life = lifeOf(state);
  const of =
    life === "rolling_back" || life === "rolled_back" ? "contingency" : life === "verifying" ? "after" : "during";
  const standings = state.standings.filter(
    ({ leaf, taken, excused }) =>
      taken && !excused && !leaf.recurring && (of === "during" ? isStep(leaf) : leaf.stage === of),
  );
  let reached = false;
  const steps = standings.map((standing): Step => {
    const { row, leaf } = standing;
    const endsAt = holdEndsAt(leaf.item, row, state.snapshot.run.timeScale);
    const status = isSettled(standing)
      ? "done"
      : standing.state === "in_progress"
        ? running(endsAt, state.nowMs)
        : "later";
    const current = status === "later" && !reached;
    if (status !== "done") reached = true;
    return {
      standing,
      status: current ? "current" : status,
      holdEndsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      traffic: leaf.item.hold?.traffic ?? null,
    };
  });
  const open = steps.filter(({ status }) => status !== "done");
  const shares = steps.filter(({ traffic }) => traffic !== null);
  const reachedShares = shares.filter(({ status }) => status !== "later" && status !== "current");
  return {
    life,
    of,
    steps,
    current: open[0] ?? null,
    next: open[1] ?? null,
    choice: choiceBefore(state, open[0]),
    traffic: shares.length === 0 ? null : (reachedShares.at(-1)?.traffic ?? 0),
  };
}

function choiceBefore({ index, choices }: RunState, step: Step | undefined): Choice | null {
  if (!step) return null;
  const { order } = step.standing.leaf;
  const open = index.choices.filter(({ choice }) => !choices.has(choice.key));
  return open.find(({ leaves }) => [...leaves.values()].some((orders) => orders.has(order)))?.choice ?? null;
}

function running(endsAt: number | null, nowMs: number): Step["status"] {
  return endsAt !== null && endsAt > nowMs ? "held" : "running";
}
