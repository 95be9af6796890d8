import { liveAt } from "./go-live";
import { onDuty } from "./rota";
import type { RunState } from "./run-state";

/** Since when the next hand-over sheet tells (ms): the last one that was taken over, else the shift under way, else going live. */
export function shiftBegan(state: RunState): number {
  const { handovers, shifts } = state.snapshot;
  const last = handovers.findLast(({ acceptedAt }) => acceptedAt !== null)?.at;
  const shift = onDuty(shifts, state.nowMs);
  const began = last ?? shift?.startsAt;
  return Math.max(liveAt(state) ?? 0, began ? Date.parse(began) : 0);
}
