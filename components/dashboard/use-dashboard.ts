"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "@/components/client/api";
import type { Dashboard } from "@/lib/domain/dashboard-answer";
import { type DashboardFilter, filterQuery } from "@/lib/domain/dashboard-filter";

const everyMilliseconds = 15_000;
/** Typing is one question, not one for each letter. */
const typingMilliseconds = 200;

type State = { data: Dashboard; stale: boolean };

/**
 * The dashboard as the server drew it, then read anew every 15 seconds while somebody can see it, and when the filter
 * changes, which stands in the address too. `stale` = the last try failed.
 */
export function useDashboard(initial: string, start: DashboardFilter) {
  const [state, setState] = useState<State>(() => ({ data: JSON.parse(initial) as Dashboard, stale: false }));
  const [filter, setFilter] = useState(start);
  const query = filterQuery(filter);
  const [shown, setShown] = useState(query);
  const turns = useRef({ asked: 0, taken: 0 });
  const read = useEffectEvent(async (signal: AbortSignal) => {
    turns.current.asked += 1;
    const turn = turns.current.asked;
    const answer = await api<Dashboard>("GET", query ? `/dashboard?${query}` : "/dashboard", { signal });
    // Of two that overlap, the one asked first may come last.
    if (signal.aborted || turn < turns.current.taken) return;
    turns.current.taken = turn;
    setState((before) => (answer.ok ? { data: answer.value, stale: false } : { ...before, stale: true }));
    setShown(query);
  });
  useEffect(() => {
    const stop = new AbortController();
    const look = () => {
      if (document.visibilityState === "visible") void read(stop.signal);
    };
    const timer = setInterval(look, everyMilliseconds);
    document.addEventListener("visibilitychange", look);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  useEffect(() => {
    if (query === shown) return;
    const stop = new AbortController();
    window.history.replaceState(null, "", query ? `/?${query}` : "/");
    const timer = setTimeout(() => void read(stop.signal), typingMilliseconds);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [query, shown]);
  return { ...state, filter, setFilter, query, busy: query !== shown };
}
