"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { indexDocument } from "@/lib/domain/template-tree";
import { useReadiness, useRun } from "../run/run-provider";
import { GatePoll } from "./gate-poll";

/** The roll call: every gate in order, a station for each sign-off. */
export function PollScreen() {
  const gates = useRun((state) => indexDocument(state.snapshot.document).gates);
  const current = useReadiness().gate;
  if (gates.length === 0)
    return <EmptyState title="This template has no gate">Add one to the template to ask for a decision.</EmptyState>;
  return (
    <div className="mx-auto flex w-full max-w-[90rem] flex-col gap-8 px-4 py-6 sm:px-5">
      {gates.map(({ gate, order, coverage }) => (
        <GatePoll
          key={gate.key}
          gate={gate}
          place={`Gate ${order + 1} of ${gates.length}`}
          covers={coverage.length}
          now={gate.key === current}
        />
      ))}
    </div>
  );
}
