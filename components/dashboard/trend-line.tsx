"use client";

import { useClock } from "@/components/ui/time";
import type { RunSummary } from "@/lib/domain/dashboard";
import { type RunDay, trendWords } from "@/lib/domain/run-trend";

const tones = { up: "text-go", down: "text-no", same: "text-ink-3" };
const arrows = { up: "▲", down: "▼", same: "" };

/** How a run moved since the day before; nothing on its first day. */
export function TrendLine({ before, run }: { before: RunDay | undefined; run: RunSummary }) {
  const { now } = useClock();
  const trend = trendWords(before, run, new Date(now).toISOString().slice(0, 10));
  if (!trend) return null;
  return (
    <span className={`block text-xs tabular-nums ${tones[trend.way]}`}>
      {trend.way === "same" ? null : <span aria-hidden>{arrows[trend.way]} </span>}
      {trend.text}
    </span>
  );
}
