"use client";

import { FlaskConical } from "lucide-react";
import { cn } from "@/components/ui/class-name";
import type { SupposedKind } from "@/lib/domain/supposed";
import { useShown } from "./readiness-provider";

const words: Readonly<Record<SupposedKind, string>> = {
  done: "Suppose done",
  waived: "Suppose waived",
  signed: "Suppose signed",
  decided: "Suppose GO",
  chosen: "Suppose taken",
};

/** Takes one thing for granted in the simulation, or no longer; the run stays as it is. */
export function SupposeButton({
  kind,
  keys,
  of,
  shown,
}: {
  kind: SupposedKind;
  keys: readonly string[];
  of: string;
  /** Stands on the button where several of a kind stand side by side. */
  shown?: string;
}) {
  const { supposed, toggle } = useShown();
  const missing = keys.filter((key) => !supposed[kind].includes(key));
  const on = missing.length === 0;
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={`${words[kind]}: ${of}`}
      onClick={() => toggle(kind, ...(on ? keys : missing))}
      className={cn(
        "inline-flex min-h-7 shrink-0 items-center gap-1 rounded-md border border-dashed px-2 text-xs transition-colors print:hidden touch:min-h-11",
        on ? "border-accent bg-accent-tint text-accent" : "border-line-strong text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      <FlaskConical aria-hidden className="size-3" />
      {shown ? `Suppose ${shown}` : words[kind]}
    </button>
  );
}
