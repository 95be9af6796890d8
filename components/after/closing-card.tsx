"use client";

import { Card, CardHeader } from "@/components/ui/card";
import type { RunState } from "@/lib/domain/run-state";
import { CloseRun } from "../run/close-run";
import { LeftOpen } from "../run/left-open";

/** What closing the run now would leave open. */
export function ClosingCard({ state }: { state: RunState }) {
  if (state.snapshot.run.closedAt !== null) return null;
  return (
    <Card flush aria-label="Closing">
      <CardHeader title="Closing" />
      <div className="flex flex-col gap-3 p-4 text-sm">
        <LeftOpen state={state} />
        <div className="flex">
          <CloseRun onClosed={() => undefined} />
        </div>
      </div>
    </Card>
  );
}
