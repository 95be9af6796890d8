"use client";

import { CircleSlash2 } from "lucide-react";
import { unmetSentence } from "@/lib/domain/conditional-parts";
import { plainText } from "@/lib/domain/plain-text";
import type { Item, Phase, Section } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Announcement } from "@/lib/domain/template-leaves";
import { type DocumentIndex, leavesBelow } from "@/lib/domain/template-tree";
import { useHits } from "./view-provider";

type Part = Phase | Section | Item | Gate | Announcement;

/** Parts side by side that this run leaves out for one reason, in a line that tells which. */
export function UnmetLine({
  parts,
  index,
  depth = 0,
}: {
  parts: readonly Part[];
  index: DocumentIndex;
  depth?: number;
}) {
  const filtered = useHits() !== null;
  const why = parts[0]?.unmet;
  if (why === undefined || filtered) return null;
  const items = parts.reduce((sum, { key }) => sum + leavesBelow(index, key).length, 0);
  const titles = parts.map(({ title }) => plainText(title));
  return (
    <details
      className="group/unmet border-t px-3.5 text-ink-2 text-sm first:border-t-0"
      style={depth > 0 ? { paddingLeft: `${0.875 + depth * 1.75}rem` } : undefined}
    >
      <summary className="flex min-h-9 items-center gap-2 rounded-sm hover:text-ink touch:min-h-11">
        <CircleSlash2 aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="min-w-0">
          {items > 0 ? unmetSentence(items, why) : `${titles.join(", ")} doesn’t apply: ${why}`}
        </span>
      </summary>
      <ul className="mb-2 ml-6 list-disc text-ink-3">
        {titles.map((title, at) => (
          <li key={parts[at]?.key}>{title}</li>
        ))}
      </ul>
    </details>
  );
}
