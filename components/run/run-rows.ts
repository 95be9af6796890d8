import { takenInstead } from "@/lib/domain/choice-taken";
import { parentState } from "@/lib/domain/item-derived";
import type { ItemState } from "@/lib/domain/item-state";
import { peopleInRole } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import { isSettled, type LeafStanding, type RunState as Reading, readRun } from "@/lib/domain/run-state";
import { comesBack, indexDocument } from "@/lib/domain/template-tree";
import type { Change, ChangeStatus } from "./run-types";

/** Leaves below a node, counted by what they mean for going live. */
export type Tally = {
  total: number;
  passed: number;
  warned: number;
  failed: number;
  excused: number;
  inProgress: number;
  blocked: number;
  /** Satisfied, waived or excused. */
  settled: number;
  /** Minutes of what isn't settled. */
  minutesLeft: number;
};

/** What a row of the checklist draws; the same object as before when nothing of it changed. */
export type RowView = {
  state: ItemState;
  reason: string | null;
  blocked: string | null;
  blockedLink: string | null;
  assigneeId: string | null;
  /** Yours to do: assigned to you, or to nobody while you fill its role. */
  mine: boolean;
  changedById: string | null;
  changedAt: string | null;
  evidence: number;
  evidenceDue: boolean;
  /** Done, but nobody else has confirmed it yet. */
  secondDue: boolean;
  /** Borne out by a command's output or a check. */
  verified: boolean;
  comments: number;
  waiver: "granted" | "asked" | null;
  /** Keys of what it needs that isn't settled. */
  waitsFor: string;
  taken: boolean;
  /** Title of the option taken instead of the one it belongs to. */
  instead: string | null;
  settled: boolean;
  /** Ticked in the source and not yet confirmed by anybody. */
  toConfirm: boolean;
  saving: ChangeStatus | null;
  /** Of a parent: its leaves; null on a leaf. */
  done: number | null;
  total: number | null;
};

export type Rows = { rows: ReadonlyMap<string, RowView>; tallies: ReadonlyMap<string, Tally>; reading: Reading };

/** Everything rows and navigation draw, computed once per change of it. `now` in milliseconds. */
export function readRows(
  snapshot: RunSnapshot,
  changes: readonly Change[],
  { now, personId }: { now: number; personId: string },
  previous: Rows | null,
): Rows {
  const reading = readRun(snapshot, new Date(now).toISOString());
  const index = indexDocument(snapshot.document);
  const saving = new Map<string, ChangeStatus>();
  for (const change of changes) {
    saving.set(change.key, change.status);
    for (const row of change.before) saving.set(row.key, change.status);
  }
  const asked = new Set(
    snapshot.waivers.filter((w) => w.grantedAt === null && w.revokedAt === null).map((w) => w.itemKey),
  );
  const tallies = new Map<string, Tally>();
  for (const [key, [from, to]] of index.ranges) tallies.set(key, tally(reading.standings.slice(from, to)));
  const rows = new Map<string, RowView>();
  for (const place of index.items.values()) {
    const standing = place.leaf ? reading.standings[place.order] : undefined;
    const view = standing
      ? leafView(standing, reading, {
          asked: asked.has(place.key),
          saving: saving.get(place.key) ?? null,
          personId,
        })
      : parentView(snapshot, place.key, {
          below: reading.standings.slice(...(index.ranges.get(place.key) ?? [0, 0])),
          sum: tallies.get(place.key),
          saving: saving.get(place.key) ?? null,
        });
    const before = previous?.rows.get(place.key);
    rows.set(place.key, before && same(before, view) ? before : view);
  }
  for (const [key, value] of tallies) {
    const before = previous?.tallies.get(key);
    if (before && same(before, value)) tallies.set(key, before);
  }
  return { rows, tallies, reading };
}

function leafView(
  standing: LeafStanding,
  reading: Reading,
  more: { asked: boolean; saving: ChangeStatus | null; personId: string },
): RowView {
  const { leaf, row } = standing;
  const waitsFor = leaf.needs
    .map((order) => reading.standings[order])
    .filter((need): need is LeafStanding => need !== undefined && !isSettled(need))
    .map((need) => need.leaf.key);
  return {
    state: standing.state,
    reason: row?.reason ?? null,
    blocked: row?.blocked?.reason ?? null,
    blockedLink: row?.blocked?.link ?? null,
    assigneeId: row?.assigneeId ?? null,
    mine: isMine(standing, reading, more.personId),
    changedById: row?.changedById ?? null,
    changedAt: row?.changedAt ?? null,
    evidence: standing.evidence.length,
    evidenceDue: !standing.proven && !standing.excused && !standing.waiver,
    secondDue: standing.secondMissing && !standing.waiver,
    verified: standing.verified,
    comments: row?.comments ?? 0,
    waiver: standing.grants.length > 0 ? "granted" : more.asked ? "asked" : null,
    waitsFor: waitsFor.join("\n"),
    taken: standing.taken,
    instead: standing.taken ? null : takenInstead(reading, leaf.order),
    settled: isSettled(standing),
    toConfirm: standing.taken && leaf.item.checked === true && !comesBack(leaf) && standing.state === "open",
    saving: more.saving,
    done: null,
    total: null,
  };
}

function isMine({ leaf, row }: LeafStanding, { roster }: Reading, personId: string): boolean {
  if (row?.assigneeId) return row.assigneeId === personId;
  return leaf.owner !== null && peopleInRole(roster, leaf.owner).includes(personId);
}

function parentView(
  snapshot: RunSnapshot,
  key: string,
  { below, sum, saving }: { below: readonly LeafStanding[]; sum: Tally | undefined; saving: ChangeStatus | null },
): RowView {
  const row = snapshot.items[key];
  return {
    state: parentState(below),
    reason: null,
    blocked: null,
    blockedLink: null,
    assigneeId: row?.assigneeId ?? null,
    mine: false,
    changedById: null,
    changedAt: null,
    evidence: 0,
    evidenceDue: false,
    secondDue: false,
    verified: false,
    comments: row?.comments ?? 0,
    waiver: null,
    waitsFor: "",
    taken: true,
    instead: null,
    settled: sum !== undefined && sum.settled === sum.total,
    toConfirm: false,
    saving,
    done: sum?.settled ?? 0,
    total: sum?.total ?? 0,
  };
}

function tally(standings: readonly LeafStanding[]): Tally {
  const sum: Tally = {
    total: 0,
    passed: 0,
    warned: 0,
    failed: 0,
    excused: 0,
    inProgress: 0,
    blocked: 0,
    settled: 0,
    minutesLeft: 0,
  };
  for (const standing of standings) {
    if (!standing.taken) continue;
    sum.total += 1;
    if (standing.state === "passed") sum.passed += 1;
    if (standing.state === "warned") sum.warned += 1;
    if (standing.state === "failed") sum.failed += 1;
    if (standing.state === "in_progress") sum.inProgress += 1;
    if (standing.excused) sum.excused += 1;
    if (standing.row?.blocked) sum.blocked += 1;
    if (isSettled(standing)) sum.settled += 1;
    else sum.minutesLeft += standing.minutes;
  }
  return sum;
}

function same<T extends object>(a: T, b: T): boolean {
  return Object.entries(b).every(([name, value]) => Reflect.get(a, name) === value);
}
