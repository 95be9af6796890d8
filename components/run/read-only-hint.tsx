"use client";

import { Eye } from "lucide-react";
import { cn } from "@/components/ui/class-name";
import { useRun } from "./run-provider";

/** Says why nothing can be changed here, and who could let you. */
export function ReadOnlyHint({ state, className }: { state?: string; className?: string }) {
  const closed = useRun((run) => run.snapshot.run.closedAt !== null);
  const lead = useRun(({ snapshot }) => snapshot.people[snapshot.run.leadId]?.name ?? "Its lead");
  return (
    <p className={cn("flex items-start gap-2 text-ink-2 text-sm", className)}>
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {state ? <b className="font-strong text-ink">{state}. </b> : null}
        {closed
          ? "This run is closed; its record no longer changes."
          : `You can look, but not change. ${lead} leads this run and can add you to its roster.`}
      </span>
    </p>
  );
}
