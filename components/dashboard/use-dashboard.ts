"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import type { RankedBlocker, RunSummary } from "@/lib/domain/dashboard";

export type DashboardData = { asOf: string; headline: string; runs: RunSummary[]; blockers: RankedBlocker[] };

const everyMilliseconds = 15_000;

/** The dashboard as the server drew it, then read anew every 15 seconds while somebody can see it. `stale` = the last try failed. */
export function useDashboard(initial: string): { data: DashboardData; stale: boolean } {
  const [state, setState] = useState(() => ({ data: JSON.parse(initial) as DashboardData, stale: false }));
  useEffect(() => {
    const stop = new AbortController();
    const read = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await api<DashboardData>("GET", "/dashboard", { signal: stop.signal });
      if (stop.signal.aborted) return;
      setState((before) => (answer.ok ? { data: answer.value, stale: false } : { ...before, stale: true }));
    };
    const timer = setInterval(read, everyMilliseconds);
    document.addEventListener("visibilitychange", read);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, []);
  return state;
}
