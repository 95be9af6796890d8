"use client";

import Link from "next/link";
import { memo } from "react";
import { Signal } from "@/components/ui/signal";
import { count } from "@/lib/domain/plain-text";
import type { Gate } from "@/lib/domain/template-gate";
import { gateSignals, gateWord } from "./gate-signal";
import { useClosedWell, useReadiness, useRun } from "./run-provider";
import { TitleText } from "./title-text";

/** A decision point between what stands above it and what comes after. */
export const GatePart = memo(function GatePart({ gate }: { gate: Gate }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const readiness = useReadiness(gate.key);
  const closed = useClosedWell();
  const approved = readiness.signoffs.filter((s) => s.status === "approved" || s.status === "conditional").length;
  return (
    <section
      id={gate.key}
      aria-label={`Gate: ${gate.title}`}
      className="my-5 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line-strong border-y border-dashed px-3.5 py-3"
    >
      <span className="eyebrow">Gate</span>
      <h3 className="font-heavy text-md">
        <TitleText text={gate.title} />
      </h3>
      <Signal kind={gateSignals(readiness, closed)} word={gateWord(readiness, closed)} />
      <span className="text-ink-2 text-sm">
        Score {readiness.score}, {readiness.required} required
        {gate.signoffs.length > 0 ? `, ${approved} of ${count(gate.signoffs.length, "sign-off")} given` : ""}
      </span>
      <Link
        prefetch={false}
        href={`/runs/${runId}/poll#${encodeURIComponent(gate.key)}`}
        className="ml-auto rounded-sm font-strong text-accent text-sm underline underline-offset-2 touch:py-3"
      >
        Open the poll
      </Link>
    </section>
  );
});
