import type { Forecast, Reason, ReasonCode } from "./assessment";
import type { Work, WorkNode } from "./gating-work";
import { count } from "./plain-text";
import { PriorityQueue } from "./priority-queue";
import { partyName } from "./roster";
import type { RunHead } from "./run";
import { assumedMinutes } from "./run-state";
import { workCalendar } from "./work-calendar";
import type { WorkingHours } from "./working-hours";

type Slot = { node: WorkNode; start: number; finish: number; after: Slot | null };
type Owner = { ready: PriorityQueue<WorkNode>; last: Slot | null; busy: boolean };

/** What a forecast is held against, and when work goes on. */
type Limits = Pick<Forecast, "targetAt" | "notBefore"> & Pick<RunHead, "workingHours">;

/** Reasons that no amount of work on the checklist removes. */
const unknowable: ReadonlySet<ReasonCode> = new Set(["run_closed", "nothing_covered", "artefact_mismatch"]);

/**
 * Earliest GO if work starts at `nowMs`: everybody works one item at a time, the longest chain first, unowned work as if
 * by one person; signatures and decisions take no time. Everybody keeps the same hours, so that work is laid out in minutes
 * of work, which `hours` turn into moments.
 */
export function forecastOf(
  work: Work,
  reasons: readonly Reason[],
  nowMs: number,
  { targetAt, notBefore, workingHours: hours }: Limits,
): Forecast {
  const slots = schedule(work.nodes);
  const end = slots.reduce<Slot | null>((last, slot) => (last && last.finish >= slot.finish ? last : slot), null);
  const known = reasons.length > 0 && !reasons.some(({ code }) => unknowable.has(code));
  const spanMinutes = end?.finish ?? 0;
  return {
    ...(known
      ? goAfter(spanMinutes, nowMs, { targetAt, notBefore }, hours)
      : { earliestGoAt: null, lateByMinutes: null }),
    targetAt,
    notBefore,
    remainingMinutes: work.nodes.reduce((sum, node) => sum + node.minutes, 0),
    spanMinutes,
    hours,
    criticalPath: pathTo(end),
    assumed: {
      items: work.nodes.filter(({ standing: { leaf } }) => leaf.estimate === null && !leaf.item.hold).length,
      minutesEach: assumedMinutes,
    },
    blocked: work.nodes.filter(({ standing }) => standing.row?.blocked).length,
  };
}

/** What a forecast over items reported blocked rests on: nobody knows when something outside is cleared. */
export function ifCleared(blocked: number): string {
  return `if ${count(blocked, "blocked item")} ${blocked === 1 ? "is" : "are"} cleared in time`;
}

/** GO once `minutes` of work are done from a moment on, and by how many minutes that misses the target. */
export function goAfter(
  minutes: number,
  nowMs: number,
  { targetAt, notBefore }: Pick<Forecast, "targetAt" | "notBefore">,
  hours: WorkingHours | null,
): { earliestGoAt: string; lateByMinutes: number | null } {
  const doneMs = workCalendar(hours).endAfter(nowMs, minutes);
  const goMs = notBefore === null ? doneMs : Math.max(doneMs, Date.parse(notBefore));
  return {
    earliestGoAt: new Date(goMs).toISOString(),
    lateByMinutes: targetAt === null ? null : Math.ceil((goMs - Date.parse(targetAt)) / 60_000),
  };
}

/** List scheduling. A slot's `after` is what it had to wait for: the need that ended last, else its owner's work before. */
export function schedule(nodes: readonly WorkNode[]): Slot[] {
  const owners = new Map<string, Owner>();
  const waiting = new Map<WorkNode, number>();
  const lastNeed = new Map<WorkNode, Slot>();
  const running = new PriorityQueue<Slot>((a, b) => a.finish < b.finish);
  const done: Slot[] = [];

  const ownerOf = (node: WorkNode): Owner => {
    const owner = owners.get(node.partyId) ?? { ready: new PriorityQueue(comesFirst), last: null, busy: false };
    owners.set(node.partyId, owner);
    return owner;
  };
  const begin = (owner: Owner, now: number) => {
    const node = owner.busy ? undefined : owner.ready.take();
    if (!node) return;
    const need = lastNeed.get(node) ?? null;
    const slot: Slot = {
      node,
      start: now,
      finish: now + node.minutes,
      after: need?.finish === now ? need : owner.last,
    };
    owner.busy = true;
    owner.last = slot;
    running.add(slot);
  };

  for (const node of nodes) {
    waiting.set(node, node.needs.length);
    if (node.needs.length === 0) ownerOf(node).ready.add(node);
  }
  for (const owner of owners.values()) begin(owner, 0);
  for (let slot = running.take(); slot; slot = running.take()) {
    const now = slot.finish;
    const touched = new Set<Owner>();
    for (
      let ended: Slot | undefined = slot;
      ended;
      ended = running.peek()?.finish === now ? running.take() : undefined
    ) {
      done.push(ended);
      const owner = ownerOf(ended.node);
      owner.busy = false;
      touched.add(owner);
      for (const dependent of ended.node.dependents) {
        const left = (waiting.get(dependent) ?? 0) - 1;
        waiting.set(dependent, left);
        lastNeed.set(dependent, ended);
        if (left > 0) continue;
        const next = ownerOf(dependent);
        next.ready.add(dependent);
        touched.add(next);
      }
    }
    for (const owner of touched) begin(owner, now);
  }
  return done;
}

function comesFirst(a: WorkNode, b: WorkNode): boolean {
  return a.longest === b.longest ? a.standing.leaf.order < b.standing.leaf.order : a.longest > b.longest;
}

function pathTo(end: Slot | null): Forecast["criticalPath"] {
  const path: Forecast["criticalPath"] = [];
  for (let slot = end; slot; slot = slot.after) {
    const { leaf } = slot.node.standing;
    path.push({ key: leaf.key, title: leaf.title, minutes: slot.node.minutes, owner: partyName(slot.node.party) });
  }
  return path.reverse();
}
