import { memo } from "react";
import { Markdown } from "@/components/ui/markdown";
import type { Note } from "@/lib/domain/template-leaves";

/** Explanations of the source, in their place. */
export const NotePart = memo(function NotePart({ note, depth }: { note: Note; depth: number }) {
  return (
    <div
      className="max-w-[78ch] px-3.5 pb-2 text-ink-2 text-sm [&:first-child]:pt-2.5"
      style={{ paddingLeft: depth > 0 ? `${1.0625 + depth * 1.75}rem` : undefined }}
    >
      <Markdown text={note.markdown} />
    </div>
  );
});
