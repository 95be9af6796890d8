"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-name";
import type { ReportEntry } from "@/lib/domain/template";
import { groupSource, type SourceGroup } from "./source-groups";

type Props = {
  source: string;
  report: readonly ReportEntry[];
  /** Index of the picked report entry, -1 for none. */
  picked: number;
  onPick: (index: number) => void;
  ref: RefObject<HTMLDivElement | null>;
};

const tones: Partial<Record<ReportEntry["became"], Tone>> = {
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

/** The source with its line numbers and, beside each range, what it became. One tab stop; arrows move. */
export function SourcePane({ source, report, picked, onPick, ref }: Props) {
  const groups = useMemo(() => groupSource(source, report), [source, report]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const to =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? report.length - 1
          : step === undefined
            ? undefined
            : picked + step;
    if (to === undefined) return;
    event.preventDefault();
    onPick(Math.max(0, Math.min(report.length - 1, to)));
  };
  const press = (event: MouseEvent) => {
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-entry]") : null;
    if (entry) onPick(Number(entry.dataset.entry));
  };
  // A list without an option is none: while there is no report the text only scrolls.
  if (report.length === 0) {
    return (
      <div {...scrollable} className={paneClass}>
        {groups.map((group) => (
          <Rows key={group.from} group={group} />
        ))}
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
      {groups.map((group) =>
        group.entry ? (
          <EntryRows key={group.from} group={group} entry={group.entry} picked={picked === group.index} />
        ) : (
          <div key={group.from} role="presentation">
            <Rows group={group} />
          </div>
        ),
      )}
    </div>
  );
}

type EntryProps = { group: SourceGroup; entry: ReportEntry; picked: boolean };

function EntryRows({ group, entry, picked }: EntryProps) {
  return (
    <div
      id={entryId(group.index)}
      role="option"
      aria-selected={picked}
      tabIndex={-1}
      data-entry={group.index}
      className={cn(
        "grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-start gap-2 pr-3 hover:bg-hover",
        picked && "bg-accent-tint shadow-[inset_3px_0_0_var(--color-accent)] hover:bg-accent-tint",
      )}
    >
      <Rows group={group} />
      <span className="flex max-w-40 flex-col items-end gap-0.5 pt-0.5 font-sans">
        <Badge tone={tones[entry.became] ?? "plain"}>{entry.became}</Badge>
        {entry.note ? <span className="text-right text-2xs text-ink-3">{entry.note}</span> : null}
        {entry.warning ? (
          <span className="text-right text-2xs text-hold">
            <b>Check:</b> {entry.warning}
          </span>
        ) : null}
      </span>
    </div>
  );
}

function Rows({ group }: { group: SourceGroup }) {
  return (
    <div className="min-w-0">
      {group.lines.map((text, offset) => {
        const number = group.from + offset;
        return (
          <div key={number} className="grid grid-cols-[3.25rem_minmax(0,1fr)]">
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
