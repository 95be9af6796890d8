import { ChevronDown, CircleHelp, RotateCcw } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { cn } from "@/components/ui/class-name";
import type { AnyNode } from "@/lib/domain/template-path";
import { kindWord, nodeWords } from "../kind-words";
import { rowElementId } from "./document-rows";
import { RowBody, rowSpacing } from "./row-body";

type Props = {
  id: string;
  node: AnyNode;
  depth: number;
  picked: boolean;
  /** Tab stops here. */
  stop: boolean;
  /** Somebody changed what it became. */
  corrected: boolean;
  guess: string | null;
};

/** One node of the structure in the preview, with a button for what it became. Clicks and keys are the list's. */
export const ReviewRow = memo(function ReviewRow({ id, node, depth, picked, stop, corrected, guess }: Props) {
  const word = kindWord(node);
  return (
    <article
      id={rowElementId(id)}
      data-row={id}
      aria-label={`${word}: ${nodeWords(node)}`}
      aria-current={picked || undefined}
      tabIndex={stop ? 0 : -1}
      style={{ "--depth": depth } as CSSProperties}
      className={cn(
        "group/row flex scroll-mt-4 items-start gap-2 rounded-md py-1 pr-2 touch:py-2.5 pl-[calc(0.5rem+var(--depth)*1.125rem)] -outline-offset-2 [contain-intrinsic-size:auto_2rem] [content-visibility:auto] max-sm:pl-[calc(0.25rem+var(--depth)*0.625rem)]",
        rowSpacing(node),
        picked ? "bg-accent-tint shadow-[inset_3px_0_0_var(--color-accent)]" : "hover:bg-hover",
      )}
    >
      <div className="min-w-0 flex-1 cursor-pointer">
        <RowBody node={node} depth={depth} />
        {picked && guess ? (
          <p className="flex items-start gap-1 pt-0.5 text-ink-2 text-xs">
            <CircleHelp aria-hidden className="mt-0.5 size-3 shrink-0" />
            Guess: {guess}
          </p>
        ) : null}
      </div>
      <button
        type="button"
        data-became={id}
        aria-haspopup="menu"
        aria-label={`${word}. Change what “${nodeWords(node)}” became`}
        tabIndex={stop ? 0 : -1}
        className={cn(
          "mt-px inline-flex shrink-0 items-center rounded-sm text-2xs touch:-my-2.5 touch:h-11",
          corrected ? "text-accent" : guess ? "text-ink-2" : "text-ink-3",
        )}
      >
        {/* On a phone the target is taller than what is drawn, or neighbours would touch. */}
        <span
          className={cn(
            "inline-flex h-6 items-center gap-1 rounded-sm border px-1.5 touch:h-8 touch:px-2.5",
            corrected ? "border-accent" : guess ? "border-control border-dashed" : "",
            picked || corrected || guess ? "" : "border-transparent group-hover/row:border-line-strong",
          )}
        >
          {corrected ? <RotateCcw aria-hidden className="size-3" /> : null}
          {word}
          <ChevronDown aria-hidden className="size-3" />
        </span>
      </button>
    </article>
  );
});
