"use client";

import { countdown } from "@/components/ui/time-format";
import { useServerClock } from "@/components/ui/use-server-clock";
import { duration } from "@/lib/domain/plain-text";
import type { Sequence } from "@/lib/domain/steps";
import { useFired } from "../run/rollback-alert";
import { useRun } from "../run/run-provider";

/** How long going back should take by the checklist's estimates, and how long it has taken since it was called for. */
export function RecoveryBudget({ sequence: { steps, life } }: { sequence: Sequence }) {
  const start = useRun((state) => state.now);
  const scale = useRun(({ snapshot }) => snapshot.run.timeScale);
  const called = useFired().filter(({ rollbackAt }) => rollbackAt <= start);
  const since = Math.min(...called.map(({ row, rollbackAt }) => Math.max(Date.parse(row.firedAt), rollbackAt)));
  const running = life === "rolling_back" && Number.isFinite(since);
  const now = useServerClock(start, running, since);
  const minutes = steps.reduce((sum, { standing }) => sum + (standing.leaf.estimate ?? 0), 0);
  const taken = now - since;
  const over = minutes > 0 && taken * scale > minutes * 60_000;
  return (
    <p className="text-ink-2 text-sm">
      {minutes > 0 ? `Time budget ${duration(minutes)}. ` : ""}
      {running ? (
        <span role="timer" className={over ? "font-strong text-no tabular-nums" : "tabular-nums"}>
          {countdown(taken)} since it was called for{over ? ", over budget" : ""}
        </span>
      ) : null}
    </p>
  );
}
