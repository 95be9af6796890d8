import { Progress } from "@/components/ui/progress";
import { count } from "@/lib/domain/plain-text";
import type { Tally } from "./run-rows";

/** How far a part is: settled, warned, failed, the rest; the same in words for screen readers. */
export function TallyBar({ tally, label }: { tally: Tally; label: string }) {
  const good = Math.max(0, tally.settled - tally.warned);
  const failed = tally.failed > 0 ? `, ${tally.failed} failed` : "";
  const warned = tally.warned > 0 ? `, ${tally.warned} warned` : "";
  return (
    <Progress
      label={`${label}: ${tally.settled} of ${count(tally.total, "item")} done${failed}${warned}`}
      total={tally.total}
      segments={[
        { share: good, tone: "go" },
        { share: tally.warned, tone: "hold" },
        { share: tally.failed, tone: "no" },
        { share: tally.inProgress, tone: "wait" },
      ]}
    />
  );
}
