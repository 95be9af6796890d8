"use client";

import { CircleCheck } from "lucide-react";
import { leftOpen } from "@/lib/domain/closing";
import type { RunState } from "@/lib/domain/run-state";

const shown = 5;

/** What closing a run now would leave open: follow-ups, checks, gates. */
export function LeftOpen({ state }: { state: RunState }) {
  const left = leftOpen(state);
  if (left.length === 0)
    return (
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-4 text-go" /> Nothing is left open. The run can be closed.
      </p>
    );
  return (
    <>
      <p>Still open, so closing asks the lead for a reason:</p>
      <ul className="flex flex-col gap-1.5">
        {left.map(({ kind, text, titles }) => (
          <li key={kind}>
            <span className="font-strong">{text}</span>
            {kind === "gate" ? null : (
              <span className="wrap-anywhere block text-ink-2 text-xs">
                {titles.slice(0, shown).join(", ")}
                {titles.length > shown ? ` and ${titles.length - shown} more` : ""}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
