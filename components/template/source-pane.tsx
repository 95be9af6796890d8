"use client";

import { CircleHelp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, memo, type RefObject, useMemo } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { ChunkedList } from "@/components/ui/chunked-list";
import { cn } from "@/components/ui/class-name";
import type { ReportEntry } from "@/lib/domain/import-report";
import { groupSource, noteBeside, type SourceGroup } from "./source-groups";

/** What a report entry became in the end: `was` when somebody changed it, `guess` why it was read so. */
export type Reading = { word: string; was?: string | undefined; guess?: string | undefined };

type Props = {
  source: string;
  report: readonly ReportEntry[];
  /** One for each entry of the report. */
  readings: readonly Reading[];
  /** Index of the picked report entry, -1 for none. */
  picked: number;
  onPick: (index: number) => void;
  ref: RefObject<HTMLDivElement | null>;
};

const tones: Partial<Record<string, Tone>> = {
  phase: "wait",
  section: "wait",
  item: "go",
  gate: "accent",
  signoff: "accent",
  choice: "accent",
  trigger: "no",
};

/** The element of a report entry in the source. */
export function entryId(index: number): string {
  return `source-entry-${index}`;
}

const paneClass = "relative h-full overflow-auto py-2 font-mono text-xs leading-5 -outline-offset-2";
const scrollable = { tabIndex: 0 };
const lineHeight = 22;

/** The source with its line numbers and, in the margin of each range, what it became. One tab stop; arrows move. */
export function SourcePane({ source, report, readings, picked, onPick, ref }: Props) {
  const groups = useMemo(() => groupSource(source, report), [source, report]);
  const move = (event: KeyboardEvent) => {
    const to = nextEntry(event.key, picked, report.length);
    if (to === undefined) return;
    event.preventDefault();
    onPick(to);
  };
  const press = (event: MouseEvent) => {
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-entry]") : null;
    if (entry) onPick(Number(entry.dataset.entry));
  };
  const draw = (group: SourceGroup) => {
    const reading = readings[group.index];
    return group.entry && reading ? (
      <EntryRows
        key={group.from}
        group={group}
        word={reading.word}
        was={reading.was}
        guess={reading.guess}
        picked={picked === group.index}
      />
    ) : (
      <div key={group.from} role="presentation">
        <Rows group={group} />
      </div>
    );
  };
  const list = <ChunkedList entries={groups} idOf={groupId} render={draw} estimate={lineHeight} />;
  // A list without an option is none: while there is no report the text only scrolls.
  if (report.length === 0) {
    return (
      <div {...scrollable} className={paneClass}>
        {list}
      </div>
    );
  }
  return (
    <div
      ref={ref}
      role="listbox"
      aria-label="Source, and what each part became"
      aria-activedescendant={picked >= 0 ? entryId(picked) : undefined}
      tabIndex={0}
      onKeyDown={move}
      onClick={press}
      className={paneClass}
    >
      {list}
    </div>
  );
}

function groupId(group: SourceGroup): string {
  return group.index >= 0 ? entryId(group.index) : `blank-${group.from}`;
}

function nextEntry(key: string, from: number, length: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
  return step === undefined ? undefined : Math.max(0, Math.min(length - 1, from + step));
}

type EntryProps = { group: SourceGroup; picked: boolean } & Reading;

const EntryRows = memo(function EntryRows({ group, word, was, guess, picked }: EntryProps) {
  const warning = group.entry?.warning;
  const note = noteBeside(group);
  return (
    <div
      id={entryId(group.index)}
      role="option"
      aria-selected={picked}
      tabIndex={-1}
      data-entry={group.index}
      className={cn(
        "grid cursor-pointer grid-cols-[minmax(0,1fr)_12rem] items-start gap-2 pr-3 hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_6.5rem]",
        picked && "bg-accent-tint shadow-[inset_3px_0_0_var(--color-accent)] hover:bg-accent-tint",
      )}
    >
      <Rows group={group} />
      <span className="min-w-0 border-l pl-2 font-sans">
        <span className={cn("flex items-center gap-1.5", picked && "flex-wrap")}>
          <Badge
            tone={tones[word] ?? "plain"}
            className={guess ? "shrink-0 outline-1 outline-current outline-dashed -outline-offset-1" : "shrink-0"}
          >
            {word}
          </Badge>
          {was ? <span className="shrink-0 text-2xs text-ink-2">was {was}</span> : null}
          {guess ? (
            <span className="inline-flex shrink-0 items-center gap-0.5 text-2xs text-ink-2">
              <CircleHelp aria-hidden className="size-3" />
              <span className="max-sm:sr-only">guess</span>
            </span>
          ) : null}
          {note && !picked ? <span className="truncate text-2xs text-ink-3 max-sm:hidden">{note}</span> : null}
        </span>
        {picked && guess ? <span className="block text-2xs text-ink-2 leading-4">{guess}</span> : null}
        {picked && note && !guess?.includes(note) ? (
          <span className="block text-2xs text-ink-2 leading-4">{note}</span>
        ) : null}
        {warning ? (
          <span className="block text-2xs text-hold leading-4">
            <b className="font-heavy">Check:</b> {warning}
          </span>
        ) : null}
      </span>
    </div>
  );
});

function Rows({ group }: { group: SourceGroup }) {
  return (
    <div className="min-w-0">
      {group.lines.map((text, offset) => {
        const number = group.from + offset;
        return (
          <div key={number} className="grid grid-cols-[3.25rem_minmax(0,1fr)] max-sm:grid-cols-[2.5rem_minmax(0,1fr)]">
            <span aria-hidden className="select-none pr-3 text-right text-ink-3 tabular-nums">
              {number}
            </span>
            <span className="whitespace-pre-wrap wrap-anywhere">{text || " "}</span>
          </div>
        );
      })}
    </div>
  );
}
