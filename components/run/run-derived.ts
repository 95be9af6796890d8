import type { Readiness } from "@/lib/domain/assessment";
import { assess } from "@/lib/domain/readiness";
import { type Rows, readRows } from "./run-rows";
import type { RunState, RunStore } from "./run-store";

type Derived = { state: Pick<RunState, "snapshot" | "changes" | "now">; rows: Rows };

const derived = new WeakMap<RunStore, Derived>();
const drawn = new WeakMap<RunStore, Derived>();
const assessed = new WeakMap<RunState["snapshot"], { now: number; byGate: Map<string, Readiness> }>();

/** Rows and tallies of the store's present state, computed once per change of it. */
export function rowsOf(store: RunStore): Rows {
  const state = store.getState();
  const { snapshot, changes, now, you } = state;
  const kept = state === store.first ? drawn : derived;
  const known = kept.get(store);
  if (known && known.state.snapshot === snapshot && known.state.changes === changes && known.state.now === now)
    return known.rows;
  const rows = readRows(
    snapshot,
    changes,
    { now, personId: you.personId },
    (derived.get(store) ?? drawn.get(store))?.rows ?? null,
  );
  kept.set(store, { state: { snapshot, changes, now }, rows });
  return rows;
}

/** Readiness of one gate, or of the first undecided one; with our unanswered changes counted in. */
export function readinessOf(state: RunState, gate?: string): Readiness {
  const { snapshot, now } = state;
  let memo = assessed.get(snapshot);
  if (memo?.now !== now) {
    memo = { now, byGate: new Map() };
    assessed.set(snapshot, memo);
  }
  const key = gate ?? "";
  let readiness = memo.byGate.get(key);
  if (!readiness) {
    readiness = assess(snapshot, new Date(now).toISOString(), gate);
    memo.byGate.set(key, readiness);
    // Asked for by its own key, the first undecided gate is the same.
    memo.byGate.set(readiness.gate, readiness);
  }
  return readiness;
}
