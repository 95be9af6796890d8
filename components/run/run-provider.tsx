"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { Readiness } from "@/lib/domain/assessment";
import type { Action } from "@/lib/domain/permission";
import { lifeOf, type RunLife } from "@/lib/domain/run-life";
import { type Sequence, sequenceOf } from "@/lib/domain/steps";
import { announceEvent } from "./run-announcer";
import { ChangeQueue } from "./run-change-queue";
import { followClock } from "./run-clock";
import { readinessOf, rowsOf } from "./run-derived";
import { followRun } from "./run-events";
import { queueNotices } from "./run-notices";
import type { RowView, Tally } from "./run-rows";
import { type RunState, RunStore } from "./run-store";
import type { RunPageData } from "./run-types";

type Held = { store: RunStore; queue: ChangeQueue };

const RunContext = createContext<Held | null>(null);

/** Holds the run for the screens below it, and keeps it in step with the server. `now` is the server's, ISO. */
export function RunProvider({ data, now, children }: { data: RunPageData; now: string; children: ReactNode }) {
  const held = useRef<Held | null>(null);
  if (held.current?.store.runId !== data.snapshot.run.id) {
    const store = new RunStore(data, now);
    held.current = { store, queue: new ChangeQueue(store, queueNotices(store)) };
  }
  const { store, queue } = held.current as Held;
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (store.getState().changes.length > 0) event.preventDefault();
    };
    const stop = followRun(
      store,
      (event) => announceEvent(store, event),
      () => queue.pump(),
    );
    const stopClock = followClock(store);
    window.addEventListener("beforeunload", leave);
    return () => {
      stop();
      queue.stop();
      stopClock();
      window.removeEventListener("beforeunload", leave);
    };
  }, [store, queue]);
  return <RunContext value={held.current}>{children}</RunContext>;
}

function useHeld(): Held {
  const held = useContext(RunContext);
  if (!held) throw new Error("RunProvider is missing above this component");
  return held;
}

export function useRunStore(): RunStore {
  return useHeld().store;
}

export function useChanges(): ChangeQueue {
  return useHeld().queue;
}

/** A part of the run; `select` must return something that stays the same object while nothing of it changed. */
export function useRun<T>(select: (state: RunState) => T): T {
  const { store } = useHeld();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, () => store.asFirst(read));
}

/** One row of the checklist as it stands; undefined for a key that isn't an item. */
export function useRow(key: string): RowView | undefined {
  const { store } = useHeld();
  return useRun(() => rowsOf(store).rows.get(key));
}

/** What stands below a phase, section or item. */
export function useTally(key: string): Tally | undefined {
  const { store } = useHeld();
  return useRun(() => rowsOf(store).tallies.get(key));
}

/** Readiness of a gate, the first undecided one without a key, recomputed with every change. */
export function useReadiness(gate?: string): Readiness {
  return useRun((state) => readinessOf(state, gate));
}

/** Where the run is between its start and its end, by the server's clock. */
export function useLife(): RunLife {
  const { store } = useHeld();
  return useRun(() => lifeOf(rowsOf(store).reading));
}

/** True of a run that is closed and wasn't rolled back or given up. */
export function useClosedWell(): boolean {
  return useRun(({ snapshot: { run } }) => run.closedAt !== null && run.outcome === null);
}

const sequences = new WeakMap<object, Sequence>();

/** What is to be done now, in order. */
export function useSequence(): Sequence {
  const { store } = useHeld();
  return useRun(() => {
    const { reading } = rowsOf(store);
    let sequence = sequences.get(reading);
    if (!sequence) {
      sequence = sequenceOf(reading);
      sequences.set(reading, sequence);
    }
    return sequence;
  });
}

/** May you do this in this run? The server asks again. */
export function useMay(action: Action): boolean {
  return useRun((state) => state.you.may[action] === true && state.snapshot.run.closedAt === null);
}

/** The same for what is still done once the run is closed: looking back at it. */
export function useMayStill(action: Action): boolean {
  return useRun((state) => state.you.may[action] === true);
}
