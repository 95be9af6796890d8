"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { type AnsiColour, ansiLines, findInLines, markSpans, plainLine } from "@/lib/domain/ansi";
import { IconButton } from "./button";
import { Checkbox } from "./checkbox";
import { cn } from "./class-name";
import { CopyButton } from "./copy-button";
import { Field } from "./field";
import { Input } from "./input";

/** Only colours the theme has: each legible on both grounds, none the only bearer of what it says. */
const looks: Record<AnsiColour, string> = {
  black: "text-ink-3",
  red: "text-no",
  green: "text-go",
  yellow: "text-hold",
  blue: "text-accent",
  magenta: "text-accent",
  cyan: "text-accent",
  white: "text-ink",
};

/** More lines than this are shown in steps: a browser lays out every one. */
const step = 2000;

/** A command's output as it looked, with line numbers, to search, wrap and copy. */
export function Terminal({ text, label }: { text: string; label: string }) {
  const [asked, setAsked] = useState("");
  const [wrap, setWrap] = useState(true);
  const [at, setAt] = useState(0);
  const [shown, setShown] = useState(step);
  const lines = useMemo(() => ansiLines(text), [text]);
  const plain = useMemo(() => lines.map(plainLine), [lines]);
  const sought = useDeferredValue(asked);
  const matches = useMemo(() => findInLines(plain, sought), [plain, sought]);
  const byLine = useMemo(() => Map.groupBy(matches, ({ line }) => line), [matches]);
  const current = matches[at] ?? null;
  const box = useRef<HTMLElement>(null);
  const most = Math.max(shown, (current?.line ?? 0) + 1);
  useEffect(() => {
    if (current) box.current?.querySelector(`[data-line="${current.line}"]`)?.scrollIntoView({ block: "center" });
  }, [current]);
  const go = (by: number) => matches.length > 0 && setAt((at + by + matches.length) % matches.length);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Field label="Search in the output" hideLabel className="min-w-40 flex-1">
          <Input
            value={asked}
            type="search"
            placeholder="Search"
            onValueChange={(next) => {
              setAsked(next);
              setAt(0);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
            }}
          />
        </Field>
        <p role="status" className="min-w-16 text-ink-2 text-xs">
          {asked === "" ? "" : matches.length === 0 ? "No match" : `${at + 1} of ${matches.length}`}
        </p>
        <IconButton label="Previous match" disabled={matches.length === 0} onClick={() => go(-1)}>
          <ChevronUp aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Next match" disabled={matches.length === 0} onClick={() => go(1)}>
          <ChevronDown aria-hidden className="size-4" />
        </IconButton>
        <Checkbox label="Wrap" checked={wrap} onChange={setWrap} />
        <CopyButton text={plain.join("\n")} what="the output" />
      </div>
      <section
        ref={box}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[60dvh] overflow-auto rounded-md border bg-sunk py-2 font-mono text-xs leading-5"
      >
        {lines.slice(0, most).map((spans, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={line} data-line={line} className="flex gap-3 pr-3">
            <span aria-hidden className="w-12 shrink-0 select-none text-right text-ink-3">
              {line + 1}
            </span>
            <code className={cn("min-w-0", wrap ? "wrap-anywhere whitespace-pre-wrap" : "whitespace-pre")}>
              {markSpans(spans, byLine.get(line) ?? [], current).map(({ text, colour, bold, mark }, n) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: spans of a line never move
                  key={n}
                  className={cn(
                    colour && looks[colour],
                    bold && "font-heavy",
                    mark === "match" && "bg-hold-tint underline",
                    mark === "current" && "bg-ink text-panel",
                  )}
                >
                  {text}
                </span>
              ))}
            </code>
          </div>
        ))}
      </section>
      {lines.length > most ? (
        <button
          type="button"
          className="self-start text-accent text-sm underline"
          onClick={() => setShown(most + step)}
        >
          {lines.length - most} more lines
        </button>
      ) : null}
    </div>
  );
}
