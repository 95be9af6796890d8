"use client";

import { Card } from "@/components/ui/card";
import { SkeletonLines } from "@/components/ui/skeleton";
import { DayTime } from "@/components/ui/time";
import { actionWords } from "../action-words";
import type { HistoryLine } from "./use-item-detail";

/** What happened to an item, latest first. */
export function ItemHistory({ lines, failed }: { lines: readonly HistoryLine[] | null; failed: string | null }) {
  return (
    <Card>
      <h2 className="eyebrow">History</h2>
      {lines === null ? (
        failed ? null : (
          <div className="mt-3">
            <SkeletonLines lines={2} label="Loading history" />
          </div>
        )
      ) : lines.length === 0 ? (
        <p className="mt-2 text-ink-2 text-sm">Nothing has happened to it yet.</p>
      ) : (
        <ol aria-label="History" className="mt-2.5">
          {lines
            .toSorted((a, b) => b.seq - a.seq)
            .map((line) => (
              <li key={line.seq} className="border-line border-l-2 py-1.5 pl-3.5 text-sm">
                <b className="font-strong">{line.actor?.name ?? "Gonogo"}</b> {actionWords(line.action)}
                {line.text ? <span className="wrap-anywhere block text-ink-2">{line.text}</span> : null}
                <span className="block text-ink-3 text-xs">
                  <DayTime at={line.at} />, entry {line.seq}
                </span>
              </li>
            ))}
        </ol>
      )}
    </Card>
  );
}
