import type { RunState } from "./run-state";
import { firedTriggers } from "./trigger-state";
import type { Judgement } from "./verdict";

/** The next moment at which time alone may change the verdict: something expires, falls due or runs out. ISO or null. */
export function validUntil(state: RunState, judgements: readonly Judgement[]): string | null {
  const moments: number[] = [];
  const add = (at: string | null | undefined) => {
    if (at) moments.push(Date.parse(at));
  };
  for (const { covered, signoffs } of judgements) {
    for (const { grants, evidence } of covered) {
      for (const grant of grants) add(grant.expiresAt);
      for (const row of evidence) add(row.expiresAt);
    }
    for (const { acts } of signoffs) {
      for (const { row } of acts) for (const { dueAt, doneAt } of row.conditions) add(doneAt === null ? dueAt : null);
    }
  }
  for (const { rollbackAt } of firedTriggers(state.index, state.snapshot.triggers)) moments.push(rollbackAt);
  const next = moments.reduce((min, at) => (at > state.nowMs && at < min ? at : min), Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? new Date(next).toISOString() : null;
}
