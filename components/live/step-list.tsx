"use client";

import { ChevronRight } from "lucide-react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-name";
import { duration } from "@/lib/domain/plain-text";
import type { Sequence, Step } from "@/lib/domain/steps";
import { ItemBox } from "../run/item-box";
import { TitleText } from "../run/title-text";

type Props = {
  sequence: Sequence;
  shown: string | null;
  /** A choice comes first: which step is next isn't known yet. */
  deciding: boolean;
  onPick: (key: string) => void;
};

/** What comes next, in order; what is done, folded. */
export function StepList({ sequence: { steps, current, next }, shown, deciding, onPick }: Props) {
  const done = steps.filter(({ status }) => status === "done");
  const open = steps.filter(({ status }) => status !== "done");
  return (
    <Card flush aria-label="Steps">
      {done.length > 0 ? (
        <details className="group/done border-b">
          <summary className="flex min-h-10 items-center gap-2 px-4 text-ink-2 text-sm hover:text-ink touch:min-h-11">
            <ChevronRight aria-hidden className="size-4 transition-transform group-open/done:rotate-90" />
            {done.length} of {steps.length} done
          </summary>
          <ol className="divide-y border-t">
            {done.map((step) => (
              <Line key={step.standing.leaf.key} {...{ step, shown, onPick }} />
            ))}
          </ol>
        </details>
      ) : null}
      <ol aria-label="To do" className="divide-y">
        {open.map((step) => (
          <Line
            key={step.standing.leaf.key}
            {...{ step, shown, onPick }}
            word={deciding ? "" : step === current ? "Now" : step === next ? "Next" : ""}
          />
        ))}
      </ol>
      {open.length === 0 ? <p className="px-4 py-3 text-ink-2 text-sm">Nothing left to do here.</p> : null}
    </Card>
  );
}

const running: ReadonlySet<Step["status"]> = new Set(["held", "running"]);

function Line({
  step,
  shown,
  onPick,
  word = "",
}: {
  step: Step;
  shown: string | null;
  onPick: (key: string) => void;
  word?: string;
}) {
  const { leaf, state } = step.standing;
  const { hold } = leaf.item;
  return (
    <li>
      <button
        type="button"
        onClick={() => onPick(leaf.key)}
        aria-current={shown === leaf.key ? "step" : undefined}
        className={cn(
          "flex min-h-10 w-full items-center gap-2.5 px-4 py-1.5 text-left text-sm -outline-offset-2 hover:bg-hover touch:min-h-11",
          shown === leaf.key && "bg-wait-tint shadow-[inset_3px_0_0_var(--color-accent)]",
        )}
      >
        <ItemBox state={state} className="size-4" />
        <span className={cn("wrap-anywhere min-w-0 flex-1", step.status === "done" && "text-ink-3")}>
          <TitleText text={leaf.item.title} />
        </span>
        <span className="shrink-0 text-ink-2 text-xs">
          {running.has(step.status) && word === "" ? "Running" : word}
          {hold ? `${word ? ", " : ""}${duration(hold.minutes)}` : ""}
        </span>
      </button>
    </li>
  );
}
