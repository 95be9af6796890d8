"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { AnnunciatorCell } from "@/components/ui/annunciator-cell";
import { cn } from "@/components/ui/class-name";
import { Popover } from "@/components/ui/popover";
import { Signal } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import { chargeLeaf } from "@/lib/domain/gating-work";
import { count } from "@/lib/domain/plain-text";
import { endingOf } from "@/lib/domain/run-ending";
import type { Gate } from "@/lib/domain/template-gate";
import { indexDocument } from "@/lib/domain/template-tree";
import { ContactsDrawer } from "../contact/contacts-drawer";
import { nextAction, nextStep, when, whyNot } from "./annunciator-answers";
import { EndedCells } from "./annunciator-ended";
import { ForecastPanel } from "./annunciator-forecast";
import { FormulaPanel } from "./annunciator-formula";
import { NextPanel } from "./annunciator-next";
import { ReasonsPanel } from "./annunciator-reasons";
import { gateSignals, gateWord } from "./gate-signal";
import { NotCurrent } from "./link-status";
import { rowsOf } from "./run-derived";
import { useLife, useReadiness, useRun, useRunStore, useSequence } from "./run-provider";
import { TriggerDrawer } from "./trigger-drawer";

/** What a gate asks, as people ask it. */
const questions: Record<Gate["asks"], string> = {
  deploy: "Can we deploy?",
  live: "Can we go live?",
  close: "Can we close?",
  approve: "Can we go on?",
};

/** Four questions and their answers, always on top and always in this order; each opens to what it is made of. */
export function Annunciator() {
  const readiness = useReadiness();
  const closedAt = useRun(({ snapshot }) => snapshot.run.closedAt);
  const ending = endingOf({ closedAt, life: useLife(), status: readiness.status });
  const [wide, setWide] = useState(false);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => tellHeight(bar.current), []);
  const next = useNext();
  return (
    <section
      ref={bar}
      aria-label="Go or no-go"
      className="sticky top-(--bar-height) z-20 border-b bg-panel print:static shadow-card lg:flex lg:flex-row-reverse lg:flex-wrap lg:shadow-none"
    >
      <div className="flex items-stretch lg:contents print:hidden">
        <button
          type="button"
          aria-expanded={wide}
          onClick={() => setWide(!wide)}
          className="flex min-h-12 w-full min-w-0 items-center gap-3 px-4 py-2 text-left -outline-offset-2 lg:hidden"
        >
          <Signal kind={ending?.kind ?? gateSignals(readiness)} word={ending?.word ?? gateWord(readiness)} />
          <span className="min-w-0 flex-1 truncate text-sm">
            <span className="sr-only">Next action: </span>
            {ending ? "Look back at it" : next.answer}
          </span>
          <span className="sr-only">{wide ? "Hide" : "Show"} all four answers</span>
          <ChevronDown aria-hidden className={cn("size-4 text-ink-3 transition-transform", wide && "rotate-180")} />
        </button>
        <TriggerDrawer />
        <ContactsDrawer />
      </div>
      <div
        className={cn(
          "min-w-0 flex-1 lg:grid lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1.35fr)_minmax(0,1fr)_minmax(0,1.5fr)] print:grid! print:grid-cols-4",
          wide ? "max-h-[70dvh] divide-y overflow-y-auto border-t" : "max-lg:hidden",
        )}
      >
        {ending ? <EndedCells ending={ending} /> : <OpenCells />}
      </div>
      <NotCurrent />
    </section>
  );
}

/** The four answers of an open run, each of which opens to what it is made of. */
function OpenCells() {
  const readiness = useReadiness();
  const clock = useClock();
  const gates = useRun((state) => indexDocument(state.snapshot.document).gates);
  const why = whyNot(readiness);
  const time = when(readiness, clock);
  const next = useNext();
  const at = gates.findIndex(({ gate }) => gate.key === readiness.gate) + 1;
  const conditions = readiness.conditions.length;
  return (
    <>
      <Opens label="What the score is made of" panel={<FormulaPanel readiness={readiness} />}>
        <AnnunciatorCell
          question={questions[gates[at - 1]?.gate.asks ?? "deploy"]}
          answer={gateWord(readiness)}
          signal={gateSignals(readiness)}
          className="h-full"
          detail={
            <>
              Gate {at} of {gates.length}, <b className="font-strong">{readiness.gateTitle}</b>{" "}
              <span className="whitespace-nowrap">{readiness.score} of 100</span>
              {readiness.required < 100 ? `, ${readiness.required} required` : ""}
            </>
          }
        />
      </Opens>
      <Opens label="All reasons" panel={<ReasonsPanel readiness={readiness} />}>
        <AnnunciatorCell
          question="Why not?"
          answer={<Fitted text={why || (conditions > 0 ? count(conditions, "condition") : "Nothing against it")} />}
          className="h-full"
          detail={
            <span className="line-clamp-2 wrap-anywhere">
              {readiness.reasons
                .slice(0, 3)
                .map(({ text }) => text)
                .join(". ")}
            </span>
          }
        />
      </Opens>
      <Opens label="How this is foreseen" panel={<ForecastPanel readiness={readiness} />}>
        <AnnunciatorCell
          question="When?"
          answer={<span className={time.late ? "text-no" : ""}>{time.answer}</span>}
          className="h-full"
          detail={time.detail}
        />
      </Opens>
      <Opens label="Who holds what" panel={<NextPanel readiness={readiness} />}>
        <AnnunciatorCell
          question="Next action"
          answer={<Fitted text={next.answer} />}
          className="h-full"
          detail={next.detail}
        />
      </Opens>
    </>
  );
}

function useNext() {
  const readiness = useReadiness();
  const store = useRunStore();
  const sequence = useSequence();
  const { current } = sequence;
  const step = nextStep(sequence, current ? chargeLeaf(rowsOf(store).reading)(current.standing) : null);
  return (readiness.nextAction === null && step) || nextAction(readiness);
}

/** Tells the page how much of its top the annunciator covers, so that nothing scrolls to a place behind it. */
function tellHeight(bar: HTMLElement | null): (() => void) | undefined {
  if (!bar) return undefined;
  const root = document.documentElement;
  const observer = new ResizeObserver(() => root.style.setProperty("--annunciator", `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => {
    observer.disconnect();
    root.style.removeProperty("--annunciator");
  };
}

/** A long answer in smaller type: the annunciator stays on the screen and must stay low. */
function Fitted({ text }: { text: string }) {
  return <span className={cn("line-clamp-2 wrap-anywhere", text.length > 32 && "text-md leading-5.5")}>{text}</span>;
}

function Opens({ label, panel, children }: { label: string; panel: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="relative border-line transition-colors has-[>button:hover]:bg-hover lg:not-first:border-l">
      {children}
      <Popover
        open={open}
        onOpenChange={setOpen}
        title={label}
        className="max-h-[min(32rem,70dvh)] w-[28rem] max-w-[calc(100vw-1rem)] overflow-y-auto p-4"
        trigger={<button type="button" aria-label={label} className="absolute inset-0 -outline-offset-2" />}
      >
        {/* A link inside leads elsewhere on the page: what covers it goes. */}
        <div onClickCapture={(event) => event.target instanceof Element && event.target.closest("a") && setOpen(false)}>
          {panel}
        </div>
      </Popover>
    </div>
  );
}
