"use client";

import type { HandoverSheet } from "@/lib/domain/handover-sheet";
import { RunTime } from "../run/run-time";

type Line = HandoverSheet["failed"][number];

/** What a shift leaves behind: figures first, then everything that isn't simply done. */
export function SheetView({ sheet }: { sheet: HandoverSheet }) {
  const figures = [
    { word: "done", count: sheet.done, bad: false },
    { word: "failed", count: sheet.failed.length, bad: true },
    { word: "missed", count: sheet.missed.length, bad: true },
    { word: "skipped", count: sheet.skipped.length, bad: false },
    { word: "open", count: sheet.open.length, bad: false },
  ];
  return (
    <div className="flex flex-col gap-3 text-sm">
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {figures.map(({ word, count, bad }) => (
          <div key={word} className="flex items-baseline gap-1">
            <dd
              className={
                bad && count > 0 ? "font-heavy text-lg text-no tabular-nums" : "font-heavy text-lg tabular-nums"
              }
            >
              {count}
            </dd>
            <dt className="text-ink-2">{word}</dt>
          </div>
        ))}
      </dl>
      {sheet.fired.length > 0 ? <p className="text-no">Fired: {sheet.fired.join(", ")}</p> : null}
      <Lines title="Failed" lines={sheet.failed} />
      <Lines title="Missed" lines={sheet.missed} />
      <Lines title="Skipped" lines={sheet.skipped} />
      <Lines title="Open" lines={sheet.open} />
      {sheet.nextAt ? (
        <p className="text-ink-2">
          Next check: <RunTime at={sheet.nextAt} />
        </p>
      ) : null}
    </div>
  );
}

const shown = 8;

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h4 className="font-strong text-xs">{title}</h4>
      <ul className="mt-0.5 flex flex-col gap-0.5">
        {lines.slice(0, shown).map(({ key, title: of, dueAt, note }) => (
          <li key={`${key} ${dueAt}`} className="flex flex-wrap gap-x-2 text-ink-2">
            <span className="wrap-anywhere text-ink">{of}</span>
            <RunTime at={dueAt} className="text-xs" />
            {note ? <span className="wrap-anywhere">“{note}”</span> : null}
          </li>
        ))}
      </ul>
      {lines.length > shown ? <p className="text-ink-3 text-xs">and {lines.length - shown} more</p> : null}
    </div>
  );
}
