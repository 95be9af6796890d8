import type { ReactNode } from "react";
import { cn } from "./class-name";
import { type SignalKind, SignalShape } from "./signal";

type Props = {
  question: string;
  answer: ReactNode;
  detail?: ReactNode;
  /** Lights the cell: tint, edge, shape and coloured answer. */
  signal?: SignalKind;
  className?: string;
};

const lit: Record<SignalKind, string> = {
  go: "bg-go-tint shadow-[inset_4px_0_0_var(--color-go)]",
  no: "bg-no-tint shadow-[inset_4px_0_0_var(--color-no)]",
  hold: "bg-hold-tint shadow-[inset_4px_0_0_var(--color-hold)]",
  wait: "bg-wait-tint shadow-[inset_4px_0_0_var(--color-wait)]",
  stale: "bg-hold-tint shadow-[inset_4px_0_0_var(--color-hold)]",
};

const inks: Record<SignalKind, string> = {
  go: "text-go",
  no: "text-no",
  hold: "text-hold",
  wait: "text-wait",
  stale: "text-hold",
};

/** One question and its answer, as on an annunciator panel. */
export function AnnunciatorCell({ question, answer, detail, signal, className }: Props) {
  return (
    <div className={cn("min-w-0 px-5 py-3.5", signal && lit[signal], className)}>
      <h2 className="eyebrow">{question}</h2>
      <div
        className={cn(
          "mt-1 flex items-center gap-2 text-balance font-heavy text-xl tracking-tight",
          signal && inks[signal],
        )}
      >
        {signal ? <SignalShape kind={signal} className="size-3.5" /> : null}
        <span className="min-w-0">{answer}</span>
      </div>
      {detail ? <div className="mt-1 text-ink-2 text-sm">{detail}</div> : null}
    </div>
  );
}
