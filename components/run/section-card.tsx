"use client";

import { memo } from "react";
import { duration } from "@/lib/domain/plain-text";
import type { Severity } from "@/lib/domain/severity";
import type { Section } from "@/lib/domain/template";
import type { DocumentIndex } from "@/lib/domain/template-tree";
import { NodeBody } from "./node-body";
import { useTally } from "./run-provider";
import { SeverityBadge } from "./severity-badge";
import { ShownWhen } from "./shown-when";
import { TitleText } from "./title-text";

type Props = { section: Section; index: DocumentIndex; severity: Severity };

/** One section of a phase as a sheet: what it is, how far it is, and its items. */
export const SectionCard = memo(function SectionCard({ section, index, severity }: Props) {
  const own = section.severity ?? severity;
  return (
    <ShownWhen nodeKey={section.key}>
      <section
        id={section.key}
        aria-label={section.title}
        className="mb-3.5 scroll-mt-[var(--annunciator,7.5rem)] overflow-clip rounded-lg border bg-panel shadow-card"
      >
        <SectionHeader section={section} severity={own} />
        <NodeBody content={section.content} index={index} depth={0} severity={own} />
      </section>
    </ShownWhen>
  );
});

function SectionHeader({ section, severity }: { section: Section; severity: Severity }) {
  const tally = useTally(section.key);
  const weighs = severity === "critical" || severity === "high";
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3.5 py-2.5">
      <h3 className="font-strong text-base">
        <TitleText text={section.title} />
      </h3>
      {weighs || section.severity ? <SeverityBadge severity={severity} /> : null}
      {tally && tally.total > 0 ? (
        <p className="ml-auto text-ink-3 text-xs">
          {tally.settled} of {tally.total}
          {section.estimate ? `, ${duration(section.estimate)} estimated` : ""}
          {section.estimate && tally.settled < tally.total ? `, ${duration(tally.minutesLeft)} left` : ""}
        </p>
      ) : null}
    </header>
  );
}
