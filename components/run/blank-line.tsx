"use client";

import { PencilLine } from "lucide-react";
import { ItemLink } from "./item-link";
import { useBlanks } from "./use-variables";

/** What a command or message still waits for: the item that captures it, or the lead's answer. */
export function BlankLine({ text }: { text: string }) {
  const blanks = useBlanks(text);
  if (blanks.length === 0) return null;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-hold text-xs">
      <PencilLine aria-hidden className="size-3.5" />
      <span>Still to fill in:</span>
      {blanks.map(({ key, label, item }) =>
        item ? (
          <ItemLink key={key} itemKey={item} className="font-medium underline underline-offset-2 touch:py-2">
            {label}
          </ItemLink>
        ) : (
          <span key={key} className="font-medium">
            {label} <span className="font-normal text-ink-2">(the lead answers it under Edit run)</span>
          </span>
        ),
      )}
    </p>
  );
}
