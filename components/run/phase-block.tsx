"use client";

import { memo } from "react";
import { defaultSeverity } from "@/lib/domain/severity";
import type { Content, Phase, Section } from "@/lib/domain/template";
import type { DocumentIndex } from "@/lib/domain/template-tree";
import { NodeBody } from "./node-body";
import { GatePart } from "./part-gate";
import { useTally } from "./run-provider";
import { SectionCard } from "./section-card";
import { ShownWhen } from "./shown-when";
import { TallyBar } from "./tally-bar";
import { TitleText } from "./title-text";
import { UnmetLine } from "./unmet-line";

const looseClass = "mb-3.5 overflow-clip rounded-lg border bg-panel shadow-card [&>:first-child]:border-t-0";

const stageWords = { before: "Before", during: "During", after: "After", contingency: "Contingency" } as const;

/** One phase: its heading, then its sections as cards; what stands loose between them shares a card. */
export const PhaseBlock = memo(function PhaseBlock({ phase, index }: { phase: Phase; index: DocumentIndex }) {
  const severity = phase.severity ?? defaultSeverity;
  return (
    <ShownWhen nodeKey={phase.key}>
      <div className="mb-7">
        <PhaseHeading phase={phase} />
        {phase.unmet === undefined ? null : (
          <div className={looseClass}>
            <UnmetLine parts={[phase]} index={index} />
          </div>
        )}
        {chunks(phase.unmet === undefined ? phase.content : []).map((chunk) => {
          if (!Array.isArray(chunk))
            return chunk.kind === "gate" ? (
              <GatePart key={chunk.key} gate={chunk} />
            ) : (
              <SectionCard key={chunk.key} section={chunk} index={index} severity={severity} />
            );
          return (
            <div key={`loose-${chunkKey(chunk)}`} className={looseClass}>
              <NodeBody content={chunk} index={index} depth={0} severity={severity} />
            </div>
          );
        })}
      </div>
    </ShownWhen>
  );
});

function PhaseHeading({ phase }: { phase: Phase }) {
  const tally = useTally(phase.key);
  return (
    <header
      id={phase.key}
      data-phase={phase.key}
      className="mb-2.5 flex scroll-mt-[var(--annunciator,7.5rem)] flex-wrap items-end gap-x-3 gap-y-1 px-1"
    >
      <h2 className="text-balance font-heavy text-lg tracking-tight">
        <TitleText text={phase.title} />
      </h2>
      {phase.stage ? <span className="eyebrow pb-1">{stageWords[phase.stage]}</span> : null}
      {tally && tally.total > 0 ? (
        <div className="ml-auto flex w-40 items-center gap-2.5 pb-1 text-ink-3 text-xs">
          <TallyBar tally={tally} label={phase.title} />
          <span className="whitespace-nowrap">
            {tally.settled} of {tally.total}
          </span>
        </div>
      ) : null}
    </header>
  );
}

type Loose = Content;
type Chunk = Section | Extract<Content, { kind: "gate" }> | Loose[];

function chunks(content: readonly Content[]): Chunk[] {
  const found: Chunk[] = [];
  for (const part of content) {
    const last = found.at(-1);
    if ((part.kind === "section" || part.kind === "gate") && part.unmet === undefined) found.push(part);
    else if (Array.isArray(last)) last.push(part);
    else found.push([part]);
  }
  return found;
}

function chunkKey(chunk: readonly Loose[]): string {
  const [first] = chunk;
  if (!first) return "";
  return "key" in first ? first.key : `${first.lines?.[0] ?? ""}${first.kind}`;
}
