import { cn } from "./class-name";

export type SignalKind = "go" | "no" | "hold" | "wait" | "stale";

/** The five answers of a roll call, as words. */
export const signalWord: Record<SignalKind, string> = {
  go: "GO",
  no: "NO-GO",
  hold: "GO with conditions",
  wait: "Waiting",
  stale: "Stale",
};

const colours: Record<SignalKind, string> = {
  go: "text-go",
  no: "text-no",
  hold: "text-hold",
  wait: "text-wait",
  stale: "text-hold",
};
const tints: Record<SignalKind, string> = {
  go: "bg-go-tint",
  no: "bg-no-tint",
  hold: "bg-hold-tint",
  wait: "bg-wait-tint",
  stale: "bg-hold-tint",
};

function Shape({ kind }: { kind: SignalKind }) {
  if (kind === "go") return <circle cx="8" cy="8" r="6.5" fill="currentColor" />;
  if (kind === "no") return <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />;
  if (kind === "hold") return <path d="M8 1.2 15.4 14H.6Z" fill="currentColor" />;
  return (
    <circle
      cx="8"
      cy="8"
      r="5.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeDasharray={kind === "stale" ? "3.4 2.67" : undefined}
    />
  );
}

/** The shape alone: circle, diamond, triangle, ring, dashed ring. Always beside a word. */
export function SignalShape({ kind, className = "size-3" }: { kind: SignalKind; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cn("inline-block shrink-0", colours[kind], className)}>
      <Shape kind={kind} />
    </svg>
  );
}

type Props = { kind: SignalKind; word?: string; size?: "sm" | "lg" | "xl"; className?: string };

const sizes = {
  sm: { box: "gap-1.5 rounded-sm px-2 py-0.5 text-xs font-heavy", shape: "size-2.5" },
  lg: { box: "gap-2 text-xl font-heavy tracking-tight", shape: "size-3.5" },
  xl: { box: "gap-3 text-3xl font-heavy tracking-tight", shape: "size-5" },
};

/** A shape, a word and a colour for one answer; small ones stand on their tint. */
export function Signal({ kind, word = signalWord[kind], size = "sm", className }: Props) {
  const { box, shape } = sizes[size];
  return (
    <span
      className={cn(
        "inline-flex items-center whitespace-nowrap",
        box,
        colours[kind],
        size === "sm" && tints[kind],
        className,
      )}
    >
      <SignalShape kind={kind} className={shape} />
      {word}
    </span>
  );
}
