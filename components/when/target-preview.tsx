"use client";

import { Notice } from "@/components/ui/notice";
import { count } from "@/lib/domain/plain-text";
import type { Moved, Reschedule } from "@/lib/domain/reschedule";
import { RunTime } from "../run/run-time";

const shown = 12;

/** What another target moves, what would be late by it, and what stays: before anything is written. */
export function TargetPreview({ preview }: { preview: Reschedule }) {
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      {preview.becomesLate.length > 0 ? (
        <Notice tone="no" title={`${count(preview.becomesLate.length, "item")} would be late`}>
          <Titles moves={preview.becomesLate} />
        </Notice>
      ) : (
        <Notice tone="go">Nothing that is open would be late by it.</Notice>
      )}
      {preview.moves.length > 0 ? (
        <Moves moves={preview.moves} />
      ) : (
        <p className="text-sm">No item counts from the target.</p>
      )}
      {preview.stays.length > 0 ? (
        <p className="text-ink-2 text-sm">
          {count(preview.stays.length, "item stays", "items stay")} where{" "}
          {preview.stays.length === 1 ? "it is" : "they are"}:{" "}
          {preview.stays
            .slice(0, 4)
            .map(({ title }) => title)
            .join(", ")}
          {preview.stays.length > 4 ? ` and ${preview.stays.length - 4} more` : ""}.
        </p>
      ) : null}
    </div>
  );
}

function Titles({ moves }: { moves: readonly Moved[] }) {
  const names = moves.slice(0, 5).map(({ title }) => title);
  return (
    <p className="wrap-anywhere">
      {names.join(", ")}
      {moves.length > names.length ? ` and ${moves.length - names.length} more` : ""}
    </p>
  );
}

/** Items that move alike stand in one line: a checklist has dozens of them and few moments. */
function Moves({ moves }: { moves: readonly Moved[] }) {
  const groups = [...Map.groupBy(moves, ({ from, to }) => `${from} ${to}`).values()];
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">What moves</caption>
      <thead className="text-ink-2 text-xs">
        <tr>
          <th className="py-1 pr-3 font-normal">Items</th>
          <th className="py-1 pr-3 font-normal">From</th>
          <th className="py-1 font-normal">To</th>
        </tr>
      </thead>
      <tbody className="align-top">
        {groups.slice(0, shown).map((of) => {
          const [first] = of;
          return first ? (
            <tr key={`${first.from} ${first.to}`} className="border-t">
              <td className="wrap-anywhere py-1.5 pr-3">
                {first.title}
                {of.length > 1 ? <span className="text-ink-3"> and {of.length - 1} more</span> : null}
              </td>
              <td className="py-1.5 pr-3 text-ink-2">{first.from ? <RunTime at={first.from} /> : "no time"}</td>
              <td className={first.late ? "py-1.5 text-no" : "py-1.5"}>
                <RunTime at={first.to} />
                {first.late ? " (past)" : ""}
              </td>
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}
