"use client";

import { countdown } from "@/components/ui/time-format";
import { useServerClock } from "@/components/ui/use-server-clock";
import { useRun } from "./run-provider";

/** Minutes and seconds until then (ms of the server's clock), the same in every browser. */
export function Remaining({ until, className }: { until: number; className?: string }) {
  const start = useRun((state) => state.now);
  const now = useServerClock(start, until > start, until);
  return (
    <span role="timer" className={className ?? "tabular-nums"}>
      {countdown(until - now)}
    </span>
  );
}
