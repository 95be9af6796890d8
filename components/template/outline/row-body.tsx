import { MarkdownLine } from "@/components/ui/markdown";
import type { AnyNode } from "@/lib/domain/template-path";
import { ContentPart } from "../document-content";
import { ItemBox, ItemLine } from "../document-item";
import { NodeBadges } from "../node-badges";

/** A node without what stands in it. */
export function RowBody({ node, depth }: { node: AnyNode; depth: number }) {
  switch (node.kind) {
    case "phase":
      return (
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="wrap-anywhere min-w-0 font-heavy text-lg tracking-tight">
            <MarkdownLine text={node.title} />
          </h2>
          <NodeBadges node={node} />
        </div>
      );
    case "section": {
      const Tag = `h${Math.min(depth + 2, 6)}` as "h3";
      return (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Tag className="wrap-anywhere min-w-0 font-strong text-md">
            <MarkdownLine text={node.title} />
          </Tag>
          <NodeBadges node={node} />
        </div>
      );
    }
    case "item":
      return (
        <div className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5">
          <ItemBox item={node} />
          <ItemLine item={node} />
        </div>
      );
    default:
      return <ContentPart part={node} depth={3} pick={undefined} />;
  }
}

/** How far a node stands in, and the air above it. */
export function rowSpacing(node: AnyNode): string {
  if (node.kind === "phase") return "mt-5 border-t pt-4 first:mt-0 first:border-t-0 first:pt-2";
  if (node.kind === "section") return "mt-3 pt-1";
  if (node.kind === "gate") return "my-2";
  return "";
}
