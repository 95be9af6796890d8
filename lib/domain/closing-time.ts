import { followUps, isOver } from "./follow-ups";
import { allTurns } from "./recurring-checks";
import type { RunState } from "./run-state";

/** When the last check and follow-up of a run falls due that is still to come (ms): before that nobody closes it. Null with none. */
export function lastToCome(state: RunState): number | null {
  const turns = allTurns(state).filter(({ row, state: at }) => row === null && at !== "missed");
  const owed = followUps(state).filter((each) => !isOver(each));
  const times = [...turns.map(({ dueAt }) => dueAt), ...owed.map(({ due }) => due.at)];
  return times.length === 0 ? null : Math.max(...times);
}
