import type { TriggerRow } from "./run";
import type { Trigger } from "./template";
import type { DocumentIndex } from "./template-tree";

export type FiredTrigger = { trigger: Trigger; row: TriggerRow; rollbackAt: number };

/** Triggers that fired and were not cleared, with the moment (ms) from which they call for rollback; never = Infinity. */
export function firedTriggers(index: DocumentIndex, rows: readonly TriggerRow[]): FiredTrigger[] {
  return rows
    .filter((row) => row.clearedAt === null)
    .flatMap((row) => {
      const trigger = index.triggers.find((candidate) => candidate.key === row.key);
      return trigger ? [{ trigger, row, rollbackAt: rollbackAt(trigger, Date.parse(row.firedAt)) }] : [];
    });
}

/** A timed trigger without a stated reaction time leaves no time to react. */
function rollbackAt(trigger: Trigger, firedAt: number): number {
  if (trigger.tier === "investigate") return Number.POSITIVE_INFINITY;
  return trigger.tier === "rollback" ? firedAt : firedAt + (trigger.reaction ?? 0) * 60_000;
}
