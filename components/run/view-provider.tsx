"use client";

import { createContext, type ReactNode, useContext, useRef, useSyncExternalStore } from "react";
import { firstKeys } from "./first-items";
import { rowsOf } from "./run-derived";
import { filterKeys } from "./run-filter";
import { useRun, useRunStore } from "./run-provider";
import type { RunStore } from "./run-store";
import { type ViewState, ViewStore } from "./view-store";

const ViewContext = createContext<ViewStore | null>(null);

export function ViewProvider({ cursor, children }: { cursor: string | null; children: ReactNode }) {
  const view = useRef<ViewStore | null>(null);
  view.current ??= new ViewStore(cursor);
  return <ViewContext value={view.current}>{children}</ViewContext>;
}

export function useViewStore(): ViewStore {
  const view = useContext(ViewContext);
  if (!view) throw new Error("ViewProvider is missing above this component");
  return view;
}

export function useView<T>(select: (state: ViewState) => T): T {
  const view = useViewStore();
  const read = () => select(view.getState());
  return useSyncExternalStore(view.subscribe, read, read);
}

type Filtered = ReturnType<typeof filterKeys>;
type Memo = { rows: unknown; text: string; chips: unknown; filtered: Filtered };
const memos = new WeakMap<ViewStore, Memo>();

/** What the filter leaves, once per change of rows or filter; null when everything is shown. */
export function filteredOf(store: RunStore, view: ViewStore): Filtered {
  const { text, chips } = view.getState();
  const { rows } = rowsOf(store);
  const memo = memos.get(view);
  if (memo && memo.rows === rows && memo.text === text && memo.chips === chips) return memo.filtered;
  const filtered = filterKeys(store.getState().snapshot, rows, { text, chips });
  memos.set(view, { rows, text, chips, filtered });
  return filtered;
}

/** True while a node passes the filter, and once the page draws more than its beginning. */
export function useShown(key: string): boolean {
  const store = useRunStore();
  const view = useViewStore();
  const read = () => {
    if (!view.getState().whole) return firstKeys(store.getState().snapshot.document).has(key);
    return filteredOf(store, view)?.shown.has(key) ?? true;
  };
  useView(read);
  return useRun(read);
}

/** How many items the filter leaves; null without one. */
export function useHits(): number | null {
  const store = useRunStore();
  const view = useViewStore();
  const read = () => filteredOf(store, view)?.hits ?? null;
  useView(read);
  return useRun(read);
}
