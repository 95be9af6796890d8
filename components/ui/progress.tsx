import { cn } from "./class-name";

export type Segment = { share: number; tone: "go" | "no" | "hold" | "wait" | "rest" };

const fills: Record<Segment["tone"], string> = {
  go: "bg-go",
  no: "bg-no",
  hold: "bg-hold",
  wait: "bg-wait",
  rest: "bg-line-strong",
};

type Props = {
  /** In any unit, one per tone; shares are drawn in proportion to `total`. */
  segments: readonly Segment[];
  total: number;
  /** The bar in words; what a screen reader says, so give the numbers. */
  label: string;
  height?: "thin" | "thick";
  className?: string;
};

/** A bar in parts, worst never hidden: a part above zero is at least 2 px wide. */
export function Progress({ segments, total, label, height = "thin", className }: Props) {
  return (
    <div
      role="img"
      aria-label={label}
      className={cn(
        "flex w-full gap-px overflow-hidden rounded-full bg-line-strong/60",
        height === "thin" ? "h-1" : "h-2",
        className,
      )}
    >
      {segments.map((segment) =>
        segment.share > 0 && total > 0 ? (
          <span
            key={segment.tone}
            className={cn("min-w-0.5 transition-[width] duration-200", fills[segment.tone])}
            style={{ width: `${(100 * segment.share) / total}%` }}
          />
        ) : null,
      )}
    </div>
  );
}
