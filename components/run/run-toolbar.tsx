"use client";

import { Search, X } from "lucide-react";
import { type RefObject, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Input } from "@/components/ui/input";
import { count } from "@/lib/domain/plain-text";
import { focusItem } from "./show-item";
import { useHits, useView, useViewStore } from "./view-provider";
import { type FilterChip, filterChips } from "./view-store";

const chipWords: Record<FilterChip, string> = {
  mine: "Mine",
  open: "Open",
  critical: "Critical",
  blocked: "Blocked",
  failed: "Failed",
  evidence: "Needs evidence",
};

/** Id of the search field, which `/` moves to. */
export const searchId = "run-search";

/** Narrows the checklist by words and by standing. */
export function RunToolbar() {
  const view = useViewStore();
  const text = useView((state) => state.text);
  const chips = useView((state) => state.chips);
  const hits = useHits();
  const field = useRef<HTMLInputElement>(null);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2 print:hidden">
      <div className="relative min-w-44 flex-1 sm:max-w-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 z-10 size-3.5 -translate-y-1/2 text-ink-3"
        />
        <Input
          ref={field as RefObject<HTMLInputElement>}
          id={searchId}
          type="search"
          aria-label="Search this run"
          aria-keyshortcuts="/"
          placeholder="Search this run"
          className="pl-8"
          value={text}
          onChange={(event) => view.set({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              view.set({ text: "" });
              event.currentTarget.blur();
            }
            if (event.key === "Enter" || event.key === "ArrowDown") {
              event.preventDefault();
              const first = document.querySelector<HTMLElement>("[data-item]")?.dataset.item;
              if (first) {
                view.set({ cursor: first });
                focusItem(first);
              }
            }
          }}
        />
      </div>
      <fieldset className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 max-sm:w-screen sm:mx-0 sm:flex-wrap sm:px-0">
        <legend className="sr-only">Show only</legend>
        {filterChips.map((chip) => {
          const on = chips.includes(chip);
          return (
            <button
              key={chip}
              type="button"
              aria-pressed={on}
              onClick={() => view.toggleChip(chip)}
              className={cn(
                "h-7 shrink-0 rounded-full border px-3 text-xs transition-colors touch:h-11 touch:px-4",
                on
                  ? "border-ink bg-ink font-strong text-on-ink"
                  : "border-line-strong bg-panel text-ink-2 hover:text-ink",
              )}
            >
              {chipWords[chip]}
            </button>
          );
        })}
      </fieldset>
      <p role="status" className="flex items-center gap-1 text-ink-2 text-xs">
        {hits === null ? null : (
          <>
            {count(hits, "item")}
            <IconButton label="Show everything" size="sm" onClick={() => view.clearFilter()}>
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </>
        )}
      </p>
    </search>
  );
}
