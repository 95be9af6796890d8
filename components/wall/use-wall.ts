"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import type { RunSummary } from "@/lib/domain/dashboard";

const gatherMilliseconds = 250;
const everyMilliseconds = 60_000;

/** The run's summary, read anew when its stream tells of a change, and each minute for what time alone moves. */
export function useWall(initial: RunSummary): { run: RunSummary; live: boolean } {
  const [run, setRun] = useState(initial);
  const [live, setLive] = useState(false);
  const { id, seq } = initial;
  useEffect(() => {
    const stop = new AbortController();
    let pending: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      pending = undefined;
      const answer = await api<RunSummary>("GET", `/runs/${id}/summary`, { signal: stop.signal });
      if (stop.signal.aborted) return;
      setLive(answer.ok);
      if (answer.ok) setRun(answer.value);
    };
    const soon = () => {
      pending ??= setTimeout(() => void read(), gatherMilliseconds);
    };
    const source = new EventSource(`/api/v1/runs/${id}/events?after=${seq}`);
    source.addEventListener("hello", () => setLive(true));
    source.addEventListener("change", soon);
    source.onerror = () => setLive(false);
    const timer = setInterval(soon, everyMilliseconds);
    return () => {
      stop.abort();
      source.close();
      clearInterval(timer);
      clearTimeout(pending);
    };
  }, [id, seq]);
  return { run, live };
}
