"use client";

import { type RefObject, useMemo, useRef } from "react";
import { cn } from "@/components/ui/class-name";
import type { Problem } from "@/lib/domain/refusal";

type Props = {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Those with a line are marked beside it. */
  problems?: readonly Problem[] | undefined;
  onFocus?: () => void;
  onBlur?: () => void;
  ref?: RefObject<HTMLTextAreaElement | null>;
};

/** Markdown to edit, with line numbers. Lines aren't wrapped, so that each stands beside its number. */
export function MarkdownText({ label, text, onText, problems = [], onFocus, onBlur, ref }: Props) {
  const gutter = useRef<HTMLPreElement>(null);
  const lines = useMemo(() => text.split("\n").length, [text]);
  const numbers = useMemo(() => Array.from({ length: lines }, (_, at) => at + 1).join("\n"), [lines]);
  const marked = problems.flatMap(({ line }) => (line ? [line] : []));
  return (
    <div className="flex h-full min-h-0 font-mono text-xs leading-5 touch:text-[1rem] touch:leading-6">
      <div aria-hidden className="relative w-12 shrink-0 select-none overflow-hidden border-r bg-sunk text-ink-3">
        <pre ref={gutter} className="absolute inset-x-0 top-0 px-2 py-2 text-right tabular-nums">
          {numbers}
          {marked.map((line) => (
            <span
              key={line}
              style={{ top: `calc(0.5rem + ${line - 1}lh)` }}
              className="absolute inset-x-0 border-no border-l-3 bg-no-tint pr-2 font-strong text-no"
            >
              {line}
            </span>
          ))}
        </pre>
      </div>
      <textarea
        ref={ref}
        aria-label={label}
        aria-invalid={problems.length > 0 || undefined}
        spellCheck={false}
        wrap="off"
        value={text}
        onFocus={onFocus}
        onBlur={onBlur}
        onChange={(event) => onText(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.style.translate = `0 ${-event.currentTarget.scrollTop}px`;
        }}
        className={cn("h-full min-w-0 flex-1 resize-none bg-panel px-3 py-2 -outline-offset-2")}
      />
    </div>
  );
}
