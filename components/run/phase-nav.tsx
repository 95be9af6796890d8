"use client";

import { useEffect, useState } from "react";
import { cn } from "@/components/ui/class-name";
import { SignalShape } from "@/components/ui/signal";
import { plainText } from "@/lib/domain/plain-text";
import type { Phase } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import { gateSignals, gateWord } from "./gate-signal";
import { useClosedWell, useReadiness, useRun, useTally } from "./run-provider";
import { TallyBar } from "./tally-bar";

/** The phases with how far they are, and the gates between them. */
export function PhaseNav() {
  const document = useRun((state) => state.snapshot.document);
  const current = useCurrentPhase();
  return (
    <nav aria-label="Phases" className="flex flex-col gap-0.5">
      <h2 className="eyebrow mx-2 mb-1.5">Phases</h2>
      {document.phases.map((node) =>
        node.kind === "gate" ? (
          node.unmet === undefined ? (
            <GateLink key={node.key} gate={node} />
          ) : null
        ) : (
          <PhaseLink key={node.key} phase={node} here={current === node.key} />
        ),
      )}
    </nav>
  );
}

function PhaseLink({ phase, here }: { phase: Phase; here: boolean }) {
  const tally = useTally(phase.key);
  return (
    <>
      <a
        href={`#${encodeURIComponent(phase.key)}`}
        aria-current={here ? "location" : undefined}
        className={cn(
          "block rounded-md px-2 py-1.5 text-sm transition-colors",
          here ? "bg-panel font-strong shadow-card" : "text-ink hover:bg-hover",
        )}
      >
        <span className="flex items-baseline gap-2">
          <span className="line-clamp-2 min-w-0 flex-1">{plainText(phase.title)}</span>
          {phase.unmet === undefined ? null : <span className="text-ink-3 text-xs">doesn’t apply</span>}
          {tally && tally.total > 0 ? (
            <span className="text-ink-3 text-xs">
              {tally.settled}/{tally.total}
            </span>
          ) : null}
        </span>
        {tally && tally.total > 0 ? (
          <span className="mt-1.5 block">
            <TallyBar tally={tally} label={plainText(phase.title)} />
          </span>
        ) : null}
      </a>
      {gatesWithin(phase).map((gate) => (
        <GateLink key={gate.key} gate={gate} />
      ))}
    </>
  );
}

function GateLink({ gate }: { gate: Gate }) {
  const readiness = useReadiness(gate.key);
  const closed = useClosedWell();
  return (
    <a
      href={`#${encodeURIComponent(gate.key)}`}
      className="my-1 flex items-center gap-2 rounded-md px-2 py-1 font-strong text-ink-2 text-xs hover:bg-hover hover:text-ink"
    >
      <SignalShape kind={gateSignals(readiness, closed)} className="size-2.5" />
      <span className="min-w-0">{plainText(gate.title)}</span>
      <span className="sr-only">: {gateWord(readiness, closed)}</span>
      <span aria-hidden className="h-px min-w-4 flex-1 bg-line-strong" />
    </a>
  );
}

function gatesWithin(node: { content: Phase["content"]; unmet?: string | undefined }): Gate[] {
  if (node.unmet !== undefined) return [];
  return node.content.flatMap((part) =>
    part.kind === "gate" && part.unmet === undefined ? [part] : part.kind === "section" ? gatesWithin(part) : [],
  );
}

/** The phase whose heading was last passed while scrolling. */
function useCurrentPhase(): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      let found: string | null = null;
      for (const heading of document.querySelectorAll<HTMLElement>("[data-phase]")) {
        if (found !== null && heading.getBoundingClientRect().top > 240) break;
        found = heading.dataset.phase ?? null;
      }
      setCurrent(found);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", onScroll);
    };
  }, []);
  return current;
}
