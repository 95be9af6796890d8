import type { TriggerRow } from "./run";
import type { Trigger } from "./template-leaves";
import type { DocumentIndex } from "./template-tree";

/** `gone`: the document has it no more, or not under these answers. */
export type FiredTrigger = { trigger: Trigger; row: TriggerRow; rollbackAt: number; gone: boolean };

/** Triggers that fired and were not cleared, with the moment (ms) from which they call for rollback: at once = -Infinity, never = Infinity. */
export function firedTriggers(index: DocumentIndex, rows: readonly TriggerRow[], timeScale: number): FiredTrigger[] {
  return rows
    .filter((row) => row.clearedAt === null)
    .map((row) => {
      const trigger = firedAs(row, index.triggers);
      const from = Date.parse(row.reactionFrom ?? row.firedAt);
      const gone = index.triggers.every(({ key }) => key !== row.key);
      return { trigger, row, rollbackAt: rollbackAt(trigger, from, timeScale), gone };
    });
}

/**
 * What a firing counts as. Neither an answer nor another version of the template takes one back: a trigger that isn't in
 * the document any more, or is milder in it, counts as it fired. Rows of older releases don't say as what: the gravest.
 */
export function firedAs(row: FiredRow, triggers: readonly Trigger[]): Trigger {
  const { key, tier, reaction, title } = row;
  const now = triggers.find((trigger) => trigger.key === key);
  if (now && !tier) return now;
  const fired: Trigger = {
    ...(now ?? { kind: "trigger", key, title: title ?? key }),
    tier: tier ?? "rollback",
    reaction: reaction ?? undefined,
  };
  return now && rollbackAt(now, 0, 1) <= rollbackAt(fired, 0, 1) ? now : fired;
}

type FiredRow = Pick<TriggerRow, "key" | "tier" | "reaction" | "title">;

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
