"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import type { RunWork, WorkLine } from "@/lib/domain/my-work";

export type WorkData = { [part in keyof RunWork]: WorkLine[] } & { asOf: string; runs: number; more: number };

const everyMilliseconds = 20_000;

/** One's work as the server drew it, read anew every 20 seconds while somebody can see it, and on coming back. */
export function useWork(initial: string): { data: WorkData; stale: boolean } {
  const [state, setState] = useState(() => ({ data: JSON.parse(initial) as WorkData, stale: false }));
  useEffect(() => {
    const stop = new AbortController();
    let asked = 0;
    let taken = 0;
    const read = async () => {
      if (document.visibilityState !== "visible") return;
      asked += 1;
      const turn = asked;
      const answer = await api<WorkData>("GET", "/work", { signal: stop.signal });
      // Of two that overlap, the one asked first may come last.
      if (stop.signal.aborted || turn < taken) return;
      taken = turn;
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
