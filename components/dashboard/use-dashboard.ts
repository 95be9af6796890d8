"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { api } from "@/components/client/api";
import type { Verdict } from "@/lib/domain/assessment";
import type { RankedBlocker, RunSummary } from "@/lib/domain/dashboard";
import { type DashboardFilter, filterQuery } from "@/lib/domain/dashboard-filter";
import type { RankedRole } from "@/lib/domain/dashboard-roles";
import type { RunDay } from "@/lib/domain/run-trend";

export type DashboardData = {
  asOf: string;
  headline: string;
  counts: Record<Verdict, number>;
  matching: number;
  total: number;
  environments: string[];
  runs: RunSummary[];
  trends: Record<string, RunDay>;
  blockers: RankedBlocker[];
  roles: RankedRole[];
  addresses: Record<string, string>;
};

const everyMilliseconds = 15_000;
/** Typing is one question, not one for each letter. */
const typingMilliseconds = 200;

type State = { data: DashboardData; stale: boolean };

/**
 * The dashboard as the server drew it, then read anew every 15 seconds while somebody can see it, and when the filter
 * changes, which stands in the address too. `stale` = the last try failed.
 */
export function useDashboard(initial: string, start: DashboardFilter) {
  const [state, setState] = useState<State>(() => ({ data: JSON.parse(initial) as DashboardData, stale: false }));
  const [filter, setFilter] = useState(start);
  const query = filterQuery(filter);
  const [shown, setShown] = useState(query);
  const read = useEffectEvent(async (signal: AbortSignal) => {
    const answer = await api<DashboardData>("GET", query ? `/dashboard?${query}` : "/dashboard", { signal });
    if (signal.aborted) return;
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
