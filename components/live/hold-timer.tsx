"use client";

import { Progress } from "@/components/ui/progress";
import { countdown } from "@/components/ui/time-format";
import { useServerClock } from "@/components/ui/use-server-clock";
import { holdMs } from "@/lib/domain/hold";
import { duration } from "@/lib/domain/plain-text";
import type { Step } from "@/lib/domain/steps";
import { useRun } from "../run/run-provider";

/** What is left of a hold, by the server's clock: every browser shows the same second. */
export function HoldTimer({ step }: { step: Step }) {
  const start = useRun((state) => state.now);
  const scale = useRun(({ snapshot }) => snapshot.run.timeScale);
  const { item } = step.standing.leaf;
  const until = step.holdEndsAt === null ? null : Date.parse(step.holdEndsAt);
  const now = useServerClock(start, until !== null && until > start, until ?? 0);
  const whole = holdMs(item, scale) ?? 0;
  const traffic = item.hold?.traffic === undefined ? "" : ` at ${item.hold.traffic} %`;
  if (until === null)
    return (
      <p className="mt-4 text-ink-2">
        Holds for <b className="font-strong text-ink">{duration(item.hold?.minutes ?? 0)}</b>
        {traffic}
        {scale > 1 ? ` (${countdown(whole)} in this rehearsal)` : ""}, counted from its start.
      </p>
    );
  const left = Math.max(0, until - now);
  return (
    <div className="mt-4">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span role="timer" aria-label="Hold" className="font-heavy text-4xl tabular-nums tracking-tight">
          {countdown(left)}
        </span>
        <span className={left > 0 ? "text-ink-2" : "font-strong text-go"}>
          {left > 0 ? `left of ${duration(item.hold?.minutes ?? 0)}${traffic}` : "Held as long as it must"}
        </span>
      </p>
      <Progress
        className="mt-2"
        height="thick"
        label={`${countdown(left)} left of the hold`}
        total={whole}
        segments={[{ share: whole - left, tone: left > 0 ? "wait" : "go" }]}
      />
    </div>
  );
}
