import type { ItemState } from "./item-state";
import { statesWithReason } from "./item-state";
import { count } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import type { ItemRow } from "./run";
import type { Severity } from "./severity";

/** What somebody asks of one item; fields left out stay as they are. */
export type ItemChange = {
  state?: ItemState | undefined;
  reason?: string | undefined;
  assigneeId?: string | null | undefined;
  dueAt?: string | null | undefined;
  /** A link left out stays while the reason does; null takes it away. */
  blocked?: { reason: string; link?: string | null | undefined } | null | undefined;
};

/** Who asks, and what the run knows about the item besides its row. */
export type ChangeFacts = {
  /** Null: a pipeline or the system. */
  personId: string | null;
  lead: boolean;
  severity: Severity;
  /** A not-applicable grant is in force. */
  excused: boolean;
  /** A waiver is in force: whoever signed over it accepted less than a failure or a block that is reported now. */
  waived: boolean;
  /** Only check results complete it. */
  reserved?: boolean | undefined;
  /** It comes back: each of its turns is recorded, no box of its own. */
  comesBack?: boolean | undefined;
  /** It is a pipeline's check result that asks: a person's report completes nothing that is reserved. */
  byCheck?: boolean | undefined;
  /** Why the item can't move at all now, from `itemBarrier`; reporting it worse gets past. */
  barrier?: Refusal | null | undefined;
  /** Why this step can't be started or done just now: a hold that runs, its turn not come. The lead passes with a reason. */
  turn?: Refusal | null | undefined;
  /** Titles of what it needs that isn't settled. */
  waitsFor?: readonly string[] | undefined;
  /** What was measured last and misses what it expects, in words. */
  missed?: readonly string[] | undefined;
  /** ISO. */
  now: string;
};

type ItemDecisionChange = Record<string, { from: unknown; to: unknown }>;

export type ItemDecision =
  | {
      kind: "changed";
      row: ItemRow;
      /** e.g. `item.passed`, `item.assigned`. */
      action: string;
      /** What changed, from and to, for the history; free text stays out. */
      change: ItemDecisionChange;
      /** The words given with it: reason of the state or of the block. */
      text: string | undefined;
    }
  /** Somebody already did just this: accepted, nothing to record. */
  | { kind: "concurring" }
  | Refusal;

const done: ReadonlySet<ItemState> = new Set(["passed", "warned", "not_applicable"]);
const undone: ReadonlySet<ItemState> = new Set(["open", "in_progress"]);

/** An item nobody has touched yet. */
export function untouchedRow(key: string): ItemRow {
  return {
    key,
    state: "open",
    reason: null,
    version: 1,
    revision: 0,
    assigneeId: null,
    dueAt: null,
    blocked: null,
    changedById: null,
    changedAt: null,
    comments: 0,
  };
}

/** A parent's state, from its leaves: the worst that needs somebody, else how far they are. */
export function derivedState(leaves: readonly ItemState[]): ItemState {
  const [first] = leaves;
  if (first === undefined) return "open";
  if (leaves.includes("failed")) return "failed";
  if (leaves.every((state) => state === first)) return first;
  if (!leaves.every((state) => done.has(state))) return "in_progress";
  return leaves.includes("warned") ? "warned" : "passed";
}

/** Decides one item's change against the row as it is. `expected` is the version the person was looking at. */
export function decideItemChange(row: ItemRow, change: ItemChange, expected: number, facts: ChangeFacts): ItemDecision {
  const next = apply(row, change, facts);
  if (isSame(row, next)) return { kind: "concurring" };
  if (expected !== row.version) {
    const message = `This item has changed since version ${expected}. Look at what was done, then decide again.`;
    return refuse("conflict", message, { current: row });
  }
  const refusal = refuseState(row, next, change, facts) ?? refuseOthers(row, next, facts);
  if (refusal) return refusal;
  return {
    kind: "changed",
    row: {
      ...next,
      version: row.version + 1,
      revision: row.revision + (isMaterial(row, next) || (facts.waived && isWorse(row, next)) ? 1 : 0),
    },
    action: actionOf(row, next),
    change: { ...differences(row, next), ...skipped(row, next, facts) },
    text: change.reason ?? (change.blocked ? blockText(change.blocked.reason, next.blocked?.link) : undefined),
  };
}

/** States whose entering, leaving or rewording a signature must notice; so must a leaf leaving `passed`. */
const materialStates: ReadonlySet<ItemState> = new Set(["warned", "not_applicable"]);

/** True when a signature that covers the item was given on other facts. Becoming passed never is. */
export function isMaterial(
  before: Pick<ItemRow, "state" | "reason">,
  after: Pick<ItemRow, "state" | "reason">,
): boolean {
  if (before.state !== after.state) {
    return before.state === "passed" || materialStates.has(before.state) || materialStates.has(after.state);
  }
  return materialStates.has(after.state) && before.reason !== after.reason;
}

/** It failed, or is blocked by something else than before. */
function isWorse(before: ItemRow, after: ItemRow): boolean {
  if (after.state === "failed" && before.state !== "failed") return true;
  return after.blocked !== null && after.blocked.reason !== before.blocked?.reason;
}

function apply(row: ItemRow, change: ItemChange, facts: ChangeFacts): ItemRow {
  const state = change.state ?? row.state;
  const moved = state !== row.state;
  const reason = change.reason ?? (moved ? null : row.reason);
  // Whoever passes an item in the version that shows the flag has seen it: the flag has done its work.
  const cleared = moved && done.has(state);
  const blocked = change.blocked === undefined ? (cleared ? null : row.blocked) : flag(row, change.blocked, facts);
  return {
    ...row,
    state,
    reason: reason === "" ? null : reason,
    assigneeId: change.assigneeId === undefined ? row.assigneeId : change.assigneeId,
    dueAt: change.dueAt === undefined ? row.dueAt : change.dueAt,
    blocked,
    // Whoever set the state: taking a passed item over must not make it one's own to move back.
    changedById: moved ? facts.personId : row.changedById,
    changedAt: moved ? facts.now : row.changedAt,
  };
}

function flag(
  row: ItemRow,
  blocked: NonNullable<ItemChange["blocked"]> | null,
  facts: ChangeFacts,
): ItemRow["blocked"] {
  if (blocked === null) return null;
  const { reason } = blocked;
  const sameWords = row.blocked?.reason === reason;
  const link = blocked.link === undefined && sameWords ? (row.blocked?.link ?? null) : (blocked.link ?? null);
  if (sameWords && (row.blocked?.link ?? null) === link) return row.blocked;
  return { reason, byId: facts.personId ?? "", since: row.blocked?.since ?? facts.now, link };
}

/** Reason and link in one: both may be taken back from the history, where the fact stays. */
function blockText(reason: string, link: string | null | undefined): string {
  return link ? `${reason} ${link}` : reason;
}

function saysSameBlock({ blocked: a }: ItemRow, { blocked: b }: ItemRow): boolean {
  return a?.reason === b?.reason && (a?.link ?? null) === (b?.link ?? null);
}

function isSame(before: ItemRow, after: ItemRow): boolean {
  return (
    Object.keys(differences(before, after)).length === 0 &&
    saysSameBlock(before, after) &&
    before.reason === after.reason
  );
}

function refuseState(row: ItemRow, next: ItemRow, change: ItemChange, facts: ChangeFacts): Refusal | null {
  if (statesWithReason.has(next.state) && !next.reason?.trim()) {
    const what = next.state === "warned" ? "how the risk is mitigated" : "why";
    return refuse("reason_required", `Say ${what}: this state needs a reason.`, {
      problems: [{ path: "reason", message: `Say ${what}.` }],
    });
  }
  if (change.blocked && !change.blocked.reason.trim()) {
    return refuse("reason_required", "Say what blocks this item.", {
      problems: [{ path: "blocked.reason", message: "Say what blocks it." }],
    });
  }
  if (row.state === next.state) return isMaterial(row, next) ? (facts.barrier ?? null) : null;
  if (facts.barrier && next.state !== "failed") return facts.barrier;
  if (facts.comesBack && isForward(next.state)) {
    const message =
      "This check comes back: record each of its turns under After. Its own box would say nothing of them.";
    return refuse("comes_back", message);
  }
  const early = refuseEarly(next, change, facts);
  if (early) return early;
  const completes = next.state === "passed" || (next.state === "warned" && row.state !== "passed");
  if (facts.reserved && !facts.byCheck && completes) {
    return refuse(
      "reserved_for_checks",
      "This item is completed by an automated check alone: its pipeline reports with a machine token. Or ask for a waiver.",
    );
  }
  const grave = facts.severity === "critical" || facts.severity === "high";
  if (next.state === "not_applicable" && grave && !facts.excused) {
    return refuse(
      "waiver_required",
      `A ${facts.severity} item leaves the score only when a signer grants it. Ask for a waiver.`,
    );
  }
  const waits = satisfying.has(next.state) ? refuseWaiting(row, change, facts) : null;
  if (waits) return waits;
  const missed = next.state === "passed" ? refuseMissed(change, facts) : null;
  if (missed) return missed;
  const others = row.changedById !== null && row.changedById !== facts.personId;
  if (done.has(row.state) && undone.has(next.state) && others && !facts.lead) {
    return refuse(
      "forbidden",
      "Somebody else completed this item. Its lead can move it back; you can mark it failed or blocked.",
    );
  }
  return null;
}

/** Failing a step and taking it back are free; starting or passing it before its time is the lead's, who says why. */
function refuseEarly(next: ItemRow, change: ItemChange, { turn, lead }: ChangeFacts): Refusal | null {
  if (!turn || !isForward(next.state)) return null;
  if (!lead) return turn;
  if (change.reason?.trim()) return null;
  const message = `${turn.message} Say why it can't wait.`;
  return refuse("reason_required", message, { problems: [{ path: "reason", message: "Say why it can't wait." }] });
}

/** What the lead passed over, for the history. */
function skipped(row: ItemRow, next: ItemRow, { turn, waitsFor = [], missed = [] }: ChangeFacts): ItemDecisionChange {
  if (row.state === next.state) return {};
  const over = { from: "waiting", to: "skipped" };
  return {
    ...(turn && isForward(next.state) ? { [turn.code === "hold_running" ? "hold" : "order"]: over } : {}),
    ...(waitsFor.length > 0 && satisfying.has(next.state) ? { needs: over } : {}),
    ...(missed.length > 0 && next.state === "passed" ? { measured: { from: "missed", to: "skipped" } } : {}),
  };
}

/** Towards done: what a turn holds up and what comes back has no box for. */
export function isForward(state: ItemState): boolean {
  return state === "in_progress" || state === "passed" || state === "warned";
}

const satisfying: ReadonlySet<ItemState> = new Set(["passed", "warned"]);

/** What is blocked or waits for something else passes on the lead's word alone, with the reason on record. */
function refuseWaiting(row: ItemRow, change: ItemChange, { lead, waitsFor = [] }: ChangeFacts): Refusal | null {
  if (!row.blocked && waitsFor.length === 0) return null;
  const [first, ...others] = waitsFor;
  const more = others.length > 0 ? ` and ${count(others.length, "other")}` : "";
  const why = row.blocked ? `It is reported blocked: ${row.blocked.reason}.` : `It waits for ${first}${more}.`;
  if (!lead) return refuse("item_waits", `${why} Only the lead passes it anyway, with a reason.`);
  if (change.reason?.trim()) return null;
  const message = "Say why it passes anyway.";
  return refuse("reason_required", `${why} ${message}`, { problems: [{ path: "reason", message }] });
}

/** A check proves it, whatever was measured by hand before. */
function refuseMissed(change: ItemChange, { missed = [], byCheck }: ChangeFacts): Refusal | null {
  const [first] = missed;
  if (first === undefined || byCheck || change.reason?.trim()) return null;
  const message = "Measure again, mark it failed, or say why it passes all the same.";
  return refuse("reason_required", `${first}. ${message}`, { problems: [{ path: "reason", message }] });
}

function refuseOthers(row: ItemRow, next: ItemRow, facts: ChangeFacts): Refusal | null {
  if (facts.lead) return null;
  if (row.assigneeId !== next.assigneeId) {
    const mine = [row.assigneeId, next.assigneeId].every((id) => id === null || id === facts.personId);
    if (!mine)
      return refuse("forbidden", "Only the lead assigns items to others. You can take an unassigned item yourself.");
  }
  if (row.dueAt !== next.dueAt) return refuse("forbidden", "Only the lead sets due times.");
  return null;
}

function actionOf(before: ItemRow, after: ItemRow): string {
  if (before.state !== after.state) return `item.${after.state}`;
  if (!saysSameBlock(before, after)) return after.blocked ? "item.blocked" : "item.unblocked";
  if (before.assigneeId !== after.assigneeId) return "item.assigned";
  if (before.dueAt !== after.dueAt) return "item.due";
  return "item.reworded";
}

function differences(before: ItemRow, after: ItemRow): Record<string, { from: unknown; to: unknown }> {
  const change: Record<string, { from: unknown; to: unknown }> = {};
  for (const field of ["state", "assigneeId", "dueAt"] as const) {
    if (before[field] !== after[field]) change[field] = { from: before[field], to: after[field] };
  }
  if ((before.blocked === null) !== (after.blocked === null)) {
    change.blocked = { from: before.blocked !== null, to: after.blocked !== null };
  }
  return change;
}
