import type { TriggerRow } from "./run";
import type { Trigger } from "./template-leaves";
import type { DocumentIndex } from "./template-tree";

export type FiredTrigger = { trigger: Trigger; row: TriggerRow; rollbackAt: number };

/** Triggers that fired and were not cleared, with the moment (ms) from which they call for rollback: at once = -Infinity, never = Infinity. */
export function firedTriggers(index: DocumentIndex, rows: readonly TriggerRow[], timeScale: number): FiredTrigger[] {
  return rows
    .filter((row) => row.clearedAt === null)
    .flatMap((row) => {
      const trigger = index.triggers.find((candidate) => candidate.key === row.key);
      if (!trigger) return [];
      const from = Date.parse(row.reactionFrom ?? row.firedAt);
      return [{ trigger, row, rollbackAt: rollbackAt(trigger, from, timeScale) }];
    });
}

/** The same, those first that call for rollback or will soonest. */
export function gravestFirst(fired: readonly FiredTrigger[]): FiredTrigger[] {
  return fired.toSorted((a, b) => (a.rollbackAt === b.rollbackAt ? 0 : a.rollbackAt - b.rollbackAt));
}

/**
 * `from` is since when its time to react runs. A timed trigger without a stated one leaves no time. What calls at once is held against no clock:
 * a reader whose clock is behind would not see it.
 */
export function rollbackAt(trigger: Trigger, from: number, timeScale: number): number {
  if (trigger.tier === "investigate") return Number.POSITIVE_INFINITY;
  const reaction = trigger.tier === "rollback" ? 0 : (trigger.reaction ?? 0);
  return reaction === 0 ? Number.NEGATIVE_INFINITY : from + (reaction * 60_000) / timeScale;
}
