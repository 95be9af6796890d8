import type { Party } from "./assessment";
import { type Due, dueOf, isFollowUp } from "./due";
import { chargeLeaf } from "./gating-work";
import type { FollowUpRow } from "./go-live-rows";
import { isSettled, type LeafStanding, type RunState } from "./run-state";

export const followUpStatuses = ["open", "overdue", "offered", "handed_over", "done"] as const;

/** Something to do a time after going live. */
export type FollowUp = {
  standing: LeafStanding;
  due: Due;
  owner: Party;
  row: FollowUpRow | null;
  /** `offered`: to somebody who hasn't accepted yet, and so still this run's. */
  status: (typeof followUpStatuses)[number];
};

/** Items of what comes after, once each, that say when; in order of time. Those that don't apply are none. */
export function followUps(state: RunState): FollowUp[] {
  // What was handed over before a rollback is this attempt's again.
  const { followUps: handed, run } = state.snapshot;
  const rows = new Map(handed.filter(({ at }) => at >= run.attemptAt).map((row) => [row.itemKey, row]));
  const holder = chargeLeaf(state);
  const found = state.standings.flatMap((standing): FollowUp[] => {
    const { leaf, taken, excused } = standing;
    const due = dueOf(state, standing);
    if (!taken || excused || due === null || !isFollowUp(state, standing)) return [];
    const row = rows.get(leaf.key) ?? null;
    return [{ standing, due, owner: holder(standing), row, status: statusOf(standing, due, row, state.nowMs) }];
  });
  return found.toSorted((a, b) => a.due.at - b.due.at || a.standing.leaf.order - b.standing.leaf.order);
}

function statusOf(standing: LeafStanding, due: Due, row: FollowUpRow | null, nowMs: number): FollowUp["status"] {
  if (isSettled(standing)) return "done";
  if (row && (row.link !== null || row.acceptedAt !== null)) return "handed_over";
  if (row) return "offered";
  return due.at < nowMs ? "overdue" : "open";
}

/** Whether the run can be closed over it. */
export function isOver({ status }: Pick<FollowUp, "status">): boolean {
  return status === "done" || status === "handed_over";
}
