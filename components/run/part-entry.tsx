"use client";

import { memo } from "react";
import { Markdown } from "@/components/ui/markdown";
import { expectationWords } from "@/lib/domain/expectation-words";
import type { Blank, Criterion, Fact, Reference } from "@/lib/domain/template-leaves";
import { blankName } from "@/lib/domain/variable-use";
import { useVariables } from "./use-variables";

type Entry = Criterion | Reference | Fact | Blank;

/** One line of the source that says something without being a step: a criterion, a reference, a fact, a blank. */
export const EntryPart = memo(function EntryPart({ entry, depth }: { entry: Entry; depth: number }) {
  return (
    <div
      className="flex max-w-[78ch] gap-2 px-3.5 pb-1 text-ink-2 text-sm last:pb-2 [&:first-child]:pt-2"
      style={{ paddingLeft: depth > 0 ? `${1.0625 + depth * 1.75}rem` : undefined }}
    >
      <span aria-hidden className="text-ink-3">
        –
      </span>
      <div className="min-w-0 wrap-anywhere">
        <Markdown text={textOf(entry)} />
        {entry.kind === "blank" ? <BlankValue blank={entry} /> : null}
      </div>
    </div>
  );
});

function BlankValue({ blank }: { blank: Blank }) {
  const name = blankName(blank);
  const value = useVariables().find(({ key }) => key === name)?.value;
  return value ? <code className="font-mono text-ink">{value}</code> : null;
}

function textOf(entry: Entry): string {
  if (entry.kind === "reference") return entry.markdown;
  if (entry.kind === "fact") return `**${entry.name}**: ${entry.value}`;
  if (entry.kind === "blank")
    return `**${entry.title}**, to be filled in${entry.example ? `: \`${entry.example}\`` : ""}`;
  const { title, expectation } = entry;
  return expectation?.target || expectation?.limit ? `${title} (${expectationWords(expectation)})` : title;
}

export function entryKey(entry: Entry): string {
  return `${entry.kind}-${entry.lines?.[0] ?? textOf(entry)}-${textOf(entry).length}`;
}
