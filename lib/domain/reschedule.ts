import { dueOf } from "./due";
import { isSettled, type LeafStanding, type RunState } from "./run-state";

/** One item whose time goes with the target. */
export type Moved = { key: string; title: string; from: string | null; to: string; late: boolean };

export type Reschedule = {
  from: string | null;
  to: string;
  /** In order of their new time. */
  moves: Moved[];
  /** Open ones that are late by the new target, but aren't by the old one. */
  becomesLate: Moved[];
  /** Their time was set by hand, or counts from going live. */
  stays: { key: string; title: string; at: string; why: "hand" | "live" }[];
};

/** What another target does to every item that says when it is due. Nothing is written. */
export function reschedule(state: RunState, targetAt: string): Reschedule {
  const to = new Date(targetAt).toISOString();
  const moved: RunState = { ...state, snapshot: { ...state.snapshot, run: { ...state.snapshot.run, targetAt: to } } };
  const moves: Moved[] = [];
  const becomesLate: Moved[] = [];
  const stays: Reschedule["stays"] = [];
  for (const standing of state.standings) {
    const { leaf, taken } = standing;
    const before = dueOf(state, standing);
    const after = dueOf(moved, standing);
    if (!taken || !after) continue;
    if (after.from !== "target") {
      stays.push({ key: leaf.key, title: leaf.title, at: iso(after.at), why: after.from });
      continue;
    }
    if (before?.at === after.at) continue;
    const late = isLate(standing, after.at, state.nowMs);
    const move = { key: leaf.key, title: leaf.title, from: before ? iso(before.at) : null, to: iso(after.at), late };
    moves.push(move);
    if (late && !(before && isLate(standing, before.at, state.nowMs))) becomesLate.push(move);
  }
  moves.sort((a, b) => (a.to < b.to ? -1 : Number(a.to > b.to)));
  return { from: state.snapshot.run.targetAt, to, moves, becomesLate, stays };
}

export function isLate(standing: LeafStanding, dueMs: number, nowMs: number): boolean {
  return dueMs < nowMs && !isSettled(standing);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
