"use client";

import { Redo2, SlidersHorizontal, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { useUndoKeys } from "../outline/use-undo-keys";
import { useEdit, useEditStore } from "./edit-provider";

export type View = "checklist" | "both" | "markdown";
const views: readonly { view: View; label: string; wide?: true }[] = [
  { view: "checklist", label: "Checklist" },
  { view: "both", label: "Both", wide: true },
  { view: "markdown", label: "Markdown" },
];

type Props = {
  view: View;
  onView: (view: View) => void;
  onDetails: () => void;
  /** How safe the draft is. */
  state: ReactNode;
  children: ReactNode;
};

/** Stays in sight above what is edited: the view, undo, the draft's state and what can be done with it. */
export function EditorBar({ view, onView, onDetails, state, children }: Props) {
  const store = useEditStore();
  const undos = useEdit(({ undos }) => undos);
  const redos = useEdit(({ redos }) => redos);
  useUndoKeys({ undo: undos > 0 ? store.undo : null, redo: redos > 0 ? store.redo : null });
  return (
    <div className="sticky top-(--bar-height) z-20 -mx-1 flex flex-wrap items-center gap-2 bg-paper px-1 py-2">
      <fieldset className="flex overflow-hidden rounded-md border border-line-strong">
        <legend className="sr-only">View</legend>
        {views.map(({ view: each, label, wide }) => (
          <button
            key={each}
            type="button"
            aria-pressed={view === each}
            onClick={() => onView(each)}
            className={cn(
              "h-8 px-3 text-sm -outline-offset-2 touch:h-11",
              wide && "max-lg:hidden",
              view === each ? "bg-ink font-strong text-on-ink" : "bg-panel hover:bg-hover",
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <IconButton label="Undo" disabled={undos === 0} onClick={store.undo}>
        <Undo2 aria-hidden className="size-4" />
      </IconButton>
      <IconButton label="Redo" disabled={redos === 0} onClick={store.redo}>
        <Redo2 aria-hidden className="size-4" />
      </IconButton>
      {state}
      <div className="ml-auto flex items-center gap-2">
        <IconButton label="Details" variant="secondary" className="lg:hidden" onClick={onDetails}>
          <SlidersHorizontal aria-hidden className="size-4" />
        </IconButton>
        {children}
      </div>
    </div>
  );
}
