import { Progress } from "@/components/ui/progress";
import type { Sequence } from "@/lib/domain/steps";

/** The share of traffic the new version has, and the shares still to come. */
export function RolloutBar({ sequence: { steps, traffic } }: { sequence: Sequence }) {
  if (traffic === null) return null;
  const shares = [...new Set(steps.flatMap((step) => (step.traffic === null ? [] : [step.traffic])))];
  return (
    <section aria-label="Rollout" className="rounded-lg border bg-panel px-4 py-3 shadow-card">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className="font-heavy text-xl tabular-nums">{traffic} %</span>
        <span className="text-ink-2">of the traffic</span>
        <span className="ml-auto text-ink-2">Steps: {shares.map((share) => `${share} %`).join(", ")}</span>
      </p>
      <Progress
        className="mt-2"
        height="thick"
        label={`${traffic} % of the traffic is on the new version`}
        total={100}
        segments={[{ share: traffic, tone: "go" }]}
      />
    </section>
  );
}
