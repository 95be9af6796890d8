"use client";

import { useEffect, useState } from "react";
import { useTryAgain } from "@/components/client/try-again";
import { useRun } from "../run/run-provider";
import { request } from "../run/run-request";
import { type HistoryEntry, type HistoryPage, historyPageSize } from "./history-entry";

/** What narrows the list; empty texts narrow nothing. `from` and `to` are days, both included. */
export type HistoryFilter = { person: string; kind: string; item: string; from: string; to: string };

export const noFilter: HistoryFilter = { person: "", kind: "", item: "", from: "", to: "" };

type State = { entries: readonly HistoryEntry[]; more: boolean; filter: HistoryFilter; seen: number };

/** Begins with the latest entries; the server narrows them, older ones are read on demand, new ones as they happen. */
export function useEntries(runId: string, first: readonly HistoryEntry[], filter: HistoryFilter) {
  const seq = useRun((state) => state.base.run.seq);
  const [state, setState] = useState<State>(() => ({
    entries: first.toReversed(),
    more: (first[0]?.seq ?? 1) > 1,
    filter: noFilter,
    seen: first.at(-1)?.seq ?? 0,
  }));
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const current = state.filter === filter;
  useEffect(() => {
    if (current) return;
    const abort = new AbortController();
    // Waits for whoever is still typing a date.
    const timer = setTimeout(async () => {
      const answer = await read(runId, filter, { order: "desc" }, abort.signal);
      if (abort.signal.aborted) return;
      setFailed(answer.ok ? null : answer.message);
      const page = answer.ok ? answer.value : { items: [], nextCursor: null };
      setState({ entries: page.items, more: page.nextCursor !== null, filter, seen: seq });
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [runId, filter, current, seq]);
  const { seen } = state;
  const { turn, settle } = useTryAgain();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says when to try again.
  useEffect(() => {
    if (seq <= seen || !current) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await read(runId, filter, { order: "asc", after: String(seen) }, abort.signal);
      if (abort.signal.aborted) return;
      settle(answer);
      setFailed(answer.ok ? null : `The newest entries could not be read: ${answer.message}`);
      if (!answer.ok) return;
      const { items } = answer.value;
      setState((before) => {
        const news = items.filter((entry) => entry.seq > (before.entries[0]?.seq ?? 0)).toReversed();
        return { ...before, entries: [...news, ...before.entries], seen: Math.max(seq, items.at(-1)?.seq ?? 0) };
      });
    }, 300);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [runId, filter, seq, seen, current, turn, settle]);
  const loadOlder = async () => {
    const oldest = state.entries.at(-1)?.seq ?? 1;
    setLoading(true);
    const answer = await read(runId, filter, { order: "desc", after: String(oldest) });
    setLoading(false);
    setFailed(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    const { items, nextCursor } = answer.value;
    setState((before) => ({ ...before, entries: [...before.entries, ...items], more: nextCursor !== null }));
  };
  return { entries: state.entries, more: state.more, loading: loading || !current, failed, loadOlder };
}

/** As the API takes it; days become the moments at which they begin and end here. */
export function filterQuery({ person, kind, item, from, to }: HistoryFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ person, kind, item })) if (value) query.set(name, value);
  const begin = dayStart(from, 0);
  const end = dayStart(to, 1);
  if (begin) query.set("from", begin);
  if (end) query.set("to", end);
  return query;
}

function dayStart(day: string, later: number): string | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date || year < 1900) return null;
  return new Date(year, month - 1, date + later).toISOString();
}

function read(runId: string, filter: HistoryFilter, place: Record<string, string>, signal?: AbortSignal) {
  const query = filterQuery(filter);
  for (const [name, value] of Object.entries(place)) query.set(name, value);
  query.set("limit", String(historyPageSize));
  return request<HistoryPage>(`/runs/${runId}/audit?${query}`, signal ? { signal } : {});
}
