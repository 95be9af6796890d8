"use client";

import { Check, Play, SkipForward, Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { measuredMisses } from "@/lib/domain/measured-item";
import type { Step } from "@/lib/domain/steps";
import { CaptureField } from "../run/inspector/capture-field";
import { ReadOnlyHint } from "../run/read-only-hint";
import { useMay, useRow, useRun } from "../run/run-provider";
import { turnRefusal } from "../run/run-turn";
import { stateWords } from "../run/run-words";
import { TitleText } from "../run/title-text";
import { useItemActs } from "../run/use-item-acts";
import { HoldTimer } from "./hold-timer";
import { StepCommands } from "./step-commands";
import { StepExpected } from "./step-expected";
import { StepOwner } from "./step-owner";

type Props = { step: Step; number: number; of: number; ahead: boolean; onBack: () => void };

/** One step as large as the screen lets it be: what to do, what to see, and how it went. */
export function StepCard({ step, number, of, ahead, onBack }: Props) {
  const { leaf } = step.standing;
  return (
    <Card aria-label={`Step ${number} of ${of}`} className="sm:p-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
        <span className="eyebrow">
          {ahead ? "Step" : "Now: step"} {number} of {of}
        </span>
        <span className="wrap-anywhere min-w-0">{leaf.path.join(" / ")}</span>
        {ahead ? (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={onBack}>
            Back to the current step
          </Button>
        ) : null}
      </div>
      <h3 className="wrap-anywhere mt-2 font-heavy text-2xl tracking-tight sm:text-3xl">
        <TitleText text={leaf.item.title} />
      </h3>
      <StepOwner step={step} />
      {leaf.item.hold ? <HoldTimer step={step} /> : null}
      <StepButtons step={step} />
      <div className="mt-5 grid gap-5 empty:hidden min-[56rem]:grid-cols-[repeat(auto-fit,minmax(22rem,1fr))]">
        <StepCommands leaf={leaf} />
        <StepExpected leaf={leaf} />
      </div>
      {leaf.item.capture ? (
        <div className="mt-5">
          <CaptureField itemKey={leaf.key} capture={leaf.item.capture} />
        </div>
      ) : null}
    </Card>
  );
}

/** Start, done, failed: one key or one tap each. A step without a hold can be done without being started. */
function StepButtons({ step }: { step: Step }) {
  const { key, item } = step.standing.leaf;
  const row = useRow(key);
  const may = useMay("item.tick");
  const acts = useItemActs();
  const shut = useRun(
    ({ snapshot, now }) => turnRefusal(snapshot, key, { state: "in_progress" }, now)?.message ?? null,
  );
  // Passing it then takes a reason: no button invites to it.
  const misses = useRun(({ snapshot }) => measuredMisses(item, key, snapshot.evidence).length > 0);
  if (!row) return null;
  if (!may) return <ReadOnlyHint className="mt-4" state={stateWords[row.state].name} />;
  const running = row.state === "in_progress";
  const early = running || row.settled ? null : shut;
  const done = row.settled;
  const first = !done && !running && item.hold !== undefined;
  const set = (state: Parameters<typeof acts.setState>[1]) => () => acts.setState(key, state);
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      {early ? (
        <Notice tone="wait" className="w-full">
          {early}
        </Notice>
      ) : null}
      {done ? (
        <Act icon={<Undo2 aria-hidden className="size-4" />} shortcut="o" onClick={set("open")}>
          Open again
        </Act>
      ) : (
        <>
          {running || early ? null : (
            <Act
              icon={<Play aria-hidden className="size-4" />}
              shortcut="e"
              variant={first ? "primary" : "secondary"}
              onClick={set("in_progress")}
            >
              Start
            </Act>
          )}
          <Act
            icon={
              step.status === "held" ? (
                <SkipForward aria-hidden className="size-4" />
              ) : (
                <Check aria-hidden className="size-4" />
              )
            }
            shortcut="x"
            variant={first || early || misses || step.status === "held" ? "secondary" : "go"}
            onClick={set("passed")}
          >
            {step.status === "held" ? "Done before its time" : "Done"}
          </Act>
        </>
      )}
      {row.state === "failed" ? (
        <Badge tone="no">Failed{row.reason ? `: ${row.reason}` : ""}</Badge>
      ) : (
        <Act icon={<X aria-hidden className="size-4" />} shortcut="f" onClick={set("failed")}>
          Failed
        </Act>
      )}
    </div>
  );
}

function Act({
  icon,
  shortcut,
  variant = "secondary",
  onClick,
  children,
}: {
  icon: ReactNode;
  shortcut: string;
  variant?: "primary" | "secondary" | "go";
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button size="lg" variant={variant} icon={icon} onClick={onClick} aria-keyshortcuts={shortcut}>
      {children}
      <span aria-hidden className="touch:hidden">
        <Kbd>{shortcut}</Kbd>
      </span>
    </Button>
  );
}
