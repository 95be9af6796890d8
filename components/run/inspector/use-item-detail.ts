"use client";

import { useEffect, useState } from "react";
import { useTryAgain } from "@/components/client/try-again";
import type { EvidenceRow, ItemRow } from "@/lib/domain/run";
import { useRow, useRun } from "../run-provider";
import { request } from "../run-request";

export type Comment = { id: string; author: { id: string; name: string } | null; body: string; at: string };
export type HistoryLine = {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  action: string;
  text: string | null;
};
export type ItemDetail = {
  item: ItemRow;
  evidence: readonly EvidenceRow[];
  comments: readonly Comment[];
  history: readonly HistoryLine[];
};

type Read = { key: string; stamp: string; detail: ItemDetail | null; failed: string | null };

/** Comments and history of an item, read when it is looked at and again whenever it moves. */
export function useItemDetail(key: string): { detail: ItemDetail | null; failed: string | null; reload: () => void } {
  const runId = useRun((state) => state.snapshot.run.id);
  const row = useRow(key);
  const [read, setRead] = useState<Read>({ key, stamp: "", detail: null, failed: null });
  const [asked, setAsked] = useState(0);
  const { turn, settle } = useTryAgain();
  // Says when to read again: whenever the row moves, on demand, or as the last try failed.
  const stamp = `${asked} ${turn} ${row?.state} ${row?.reason} ${row?.blocked} ${row?.blockedLink} ${row?.assigneeId} ${row?.comments} ${row?.evidence} ${row?.waiver}`;
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await request<ItemDetail>(`/runs/${runId}/items/${encodeURIComponent(key)}`, {
        signal: abort.signal,
      });
      if (abort.signal.aborted) return;
      settle(answer);
      setRead((before) =>
        answer.ok
          ? { key, stamp, detail: answer.value, failed: null }
          : { key, stamp, detail: before.key === key ? before.detail : null, failed: answer.message },
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [runId, key, stamp, settle]);
  const current = read.key === key ? read : { detail: null, failed: null };
  return { detail: current.detail, failed: current.failed, reload: () => setAsked((n) => n + 1) };
}
