"use client";

import { useEffect, useState } from "react";
import { useRun } from "../run/run-provider";
import { request } from "../run/run-request";
import { type HistoryEntry, type HistoryPage, historyPageSize } from "./history-entry";

/** Begins with the latest entries; older ones are read on demand, new ones as they happen. The latest comes first. */
export function useEntries(runId: string, first: readonly HistoryEntry[]) {
  const seq = useRun((state) => state.base.run.seq);
  /** In the order written, without a gap. */
  const [read, setRead] = useState(first);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const oldest = read[0]?.seq ?? 1;
  const latest = read.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (seq <= latest) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await readAfter(runId, latest, historyPageSize, abort.signal);
      if (!answer.ok || abort.signal.aborted) return;
      setRead((before) => [...before, ...answer.value.items.filter((entry) => entry.seq > (before.at(-1)?.seq ?? 0))]);
    }, 300);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [runId, seq, latest]);
  const loadOlder = async () => {
    const after = Math.max(0, oldest - 1 - historyPageSize);
    setLoading(true);
    const answer = await readAfter(runId, after, oldest - 1 - after);
    setLoading(false);
    setFailed(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setRead((before) => [...answer.value.items.filter((entry) => entry.seq < (before[0]?.seq ?? 0)), ...before]);
  };
  return { entries: read.toReversed(), more: oldest > 1, loading, failed, loadOlder };
}

function readAfter(runId: string, after: number, limit: number, signal?: AbortSignal) {
  const path = `/runs/${runId}/audit?after=${after}&limit=${limit}`;
  return request<HistoryPage>(path, signal ? { signal } : {});
}
