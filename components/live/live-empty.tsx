import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/lib/domain/plain-text";
import type { Sequence } from "@/lib/domain/steps";

const none = {
  during:
    "This checklist has no steps of deploying. Mark a phase with {stage=during} in the template to have them here.",
  contingency: "This checklist has no rollback steps. Do what your team does, then record the rollback.",
  after: "This checklist asks for nothing after go-live.",
} as const;

/** When there is no step to do: none in the checklist, or all done. */
export function LiveEmpty({ sequence: { steps, of, life } }: { sequence: Sequence }) {
  const next =
    life === "closed" || life === "aborted"
      ? "and the run is closed."
      : of !== "contingency"
        ? "the next gate decides how it goes on."
        : life === "rolled_back"
          ? "and the rollback is on record. Clear what fired, then begin a new attempt."
          : "record the rollback next.";
  return steps.length === 0 ? (
    <EmptyState title="No steps here" className="rounded-lg border bg-panel">
      {none[of]}
    </EmptyState>
  ) : (
    <EmptyState title="Every step is done" className="rounded-lg border bg-panel">
      {count(steps.length, "step")}, {next}
    </EmptyState>
  );
}
