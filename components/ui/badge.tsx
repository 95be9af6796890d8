import type { ReactNode } from "react";
import { cn } from "./class-name";

export type Tone = "plain" | "go" | "no" | "hold" | "wait" | "accent";

export const toneClass: Record<Tone, string> = {
  plain: "bg-sunk text-ink-2",
  go: "bg-go-tint text-go",
  no: "bg-no-tint text-no",
  hold: "bg-hold-tint text-hold",
  wait: "bg-wait-tint text-wait",
  accent: "bg-accent-tint text-accent",
};

/** A word about a thing; the word carries the meaning, the colour repeats it. */
export function Badge({
  tone = "plain",
  icon,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-1.5 py-px align-middle font-strong text-2xs",
        toneClass[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
