import { cn } from "@/components/ui/class-name";
import { MarkdownLine } from "@/components/ui/markdown";
import type { Pick } from "./pick";

type Props = {
  node: { key: string; title: string };
  level?: 2 | 3 | 4 | 5 | 6;
  pick: Pick | undefined;
  className?: string;
};

/** A title, a heading where it heads something; pressed to show its lines in the source when that is at hand. */
export function NodeTitle({ node, level, pick, className }: Props) {
  const Tag = level ? (`h${level}` as const) : "span";
  const text = <MarkdownLine text={node.title} />;
  return (
    <Tag className={cn("min-w-0 wrap-anywhere", className)}>
      {pick ? (
        <button
          type="button"
          // The source beside it is the keyboard's way through the same document.
          tabIndex={-1}
          onClick={() => pick.onPick(node.key)}
          className={cn(
            "rounded-xs text-left underline-offset-2 hover:underline",
            pick.picked === node.key && "bg-accent-tint ring-3 ring-accent-tint",
          )}
        >
          {text}
        </button>
      ) : (
        text
      )}
    </Tag>
  );
}
