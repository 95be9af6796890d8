"use client";

import { memo } from "react";
import type { Section } from "@/lib/domain/template";
import { useTally } from "./run-provider";
import { SeverityBadge } from "./severity-badge";
import { TitleText } from "./title-text";

type Props = { section: Section; depth: number; differs: boolean };

/** The heading of a section inside a card. */
export const SubsectionHeader = memo(function SubsectionHeader({ section, depth, differs }: Props) {
  const tally = useTally(section.key);
  return (
    <div
      id={section.key}
      className="flex flex-wrap items-center gap-2 border-t bg-sunk/60 px-3.5 pt-2.5 pb-2"
      style={depth > 0 ? { paddingLeft: `${0.875 + depth * 1.75}rem` } : undefined}
    >
      <h4 className="font-strong text-sm">
        <TitleText text={section.title} />
      </h4>
      {differs && section.severity ? <SeverityBadge severity={section.severity} /> : null}
      {tally && tally.total > 0 ? (
        <span className="ml-auto text-ink-3 text-xs">
          {tally.settled} of {tally.total}
        </span>
      ) : null}
    </div>
  );
});
