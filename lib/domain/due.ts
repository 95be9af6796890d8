import { liveAt } from "./go-live";
import type { LeafStanding, RunState } from "./run-state";
import { addTime } from "./zone-time";

const sizes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };
const offset = /^T(?:\s?([+-])\s?((?:\d{1,4}\s?[mhdw]\s?){1,4}))?$/i;

/** Minutes from the target (or from going live): `T-24h`, `T+1h30m`, `T`. Null for words nobody can count from. */
export function offsetMinutes(due: string | null): number | null {
  const match = due === null ? null : offset.exec(due.trim());
  if (!match) return null;
  const [, sign, size] = match;
  if (size === undefined) return 0;
  const minutes = [...size.matchAll(/(\d{1,4})\s?([mhdw])/gi)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (sizes[(unit ?? "m").toLowerCase()] ?? 1),
    0,
  );
  return sign === "-" ? -minutes : minutes;
}

/** When something is due, and what that goes by: set by hand, counted from the target, or from going live. */
export type Due = { at: number; from: "hand" | "target" | "live" };

/** What follows a go-live counts from when that really was; until then from the target, as everything else does. */
export function dueOf(state: RunState, { leaf, row }: Pick<LeafStanding, "leaf" | "row">): Due | null {
  if (row?.dueAt) return { at: Date.parse(row.dueAt), from: "hand" };
  if (leaf.recurring || leaf.stage === "contingency") return null;
  const minutes = offsetMinutes(leaf.due);
  if (minutes === null) return null;
  const { targetAt, timeZone, timeScale } = state.snapshot.run;
  const live = leaf.stage === "after" ? liveAt(state) : null;
  if (live !== null) return { at: afterLive(live, minutes, timeZone, timeScale), from: "live" };
  return targetAt === null ? null : { at: addTime(Date.parse(targetAt), minutes, timeZone), from: "target" };
}

/** Something to do a time after going live, once: the lead's where it names nobody. */
export function isFollowUp(state: RunState, standing: Pick<LeafStanding, "leaf" | "row">): boolean {
  const { stage, recurring } = standing.leaf;
  return stage === "after" && !recurring && dueOf(state, standing) !== null;
}

/** The same as ISO, or null. */
export function dueTime(state: RunState, standing: Pick<LeafStanding, "leaf" | "row">): string | null {
  const due = dueOf(state, standing);
  return due ? new Date(due.at).toISOString() : null;
}

/** A rehearsal's time runs faster, and then no clock on a wall goes with it. */
export function afterLive(liveMs: number, minutes: number, timeZone: string, timeScale: number): number {
  return timeScale === 1 ? addTime(liveMs, minutes, timeZone) : liveMs + (minutes * 60_000) / timeScale;
}
