"use client";

import { ArrowRight } from "lucide-react";
import { count } from "@/lib/domain/plain-text";

/** A checklist that comes with Gonogo: the same Markdown a team could write. */
export type BuiltInCard = {
  name: string;
  title: string;
  summary: string;
  markdown: string;
  tasks: number;
  gates: number;
  signoffs: number;
};

export function BuiltInGallery({
  builtIns,
  onPick,
}: {
  builtIns: readonly BuiltInCard[];
  onPick: (markdown: string) => void;
}) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {builtIns.map((each) => (
        <li key={each.name} className="flex">
          <button
            type="button"
            onClick={() => onPick(each.markdown)}
            className="group flex w-full flex-col rounded-lg border bg-panel p-4 text-left shadow-card transition-colors hover:border-ink-3"
          >
            <span className="font-strong text-md">{each.title}</span>
            {each.summary ? <span className="mt-1 line-clamp-3 text-ink-2 text-sm">{each.summary}</span> : null}
            <span className="mt-auto flex items-center gap-1 pt-3 text-ink-3 text-xs">
              {count(each.tasks, "item")}, {count(each.gates, "gate")}, {count(each.signoffs, "sign-off")}
              <ArrowRight aria-hidden className="ml-auto size-4 text-ink-3 transition-colors group-hover:text-ink" />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
