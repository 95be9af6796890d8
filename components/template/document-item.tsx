import { cn } from "@/components/ui/class-name";
import type { Item } from "@/lib/domain/template";
import { ContentList } from "./document-content";
import { NodeBadges } from "./node-badges";
import { NodeTitle } from "./node-title";
import { nodeId, type Pick } from "./pick";

/** An item with its box, what it says about itself, and what stands below it. */
export function DocumentItem({ item, depth, pick }: { item: Item; depth: 3 | 4 | 5 | 6; pick: Pick | undefined }) {
  return (
    <div id={nodeId(item.key)} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 py-1">
      <ItemBox item={item} />
      <div className="min-w-0">
        <ItemLine item={item} pick={pick} />
        {item.content.length > 0 ? (
          <div className="pt-0.5">
            <ContentList content={item.content} depth={depth} pick={pick} />
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** Where the tick goes once it runs. */
export function ItemBox({ item }: { item: Item }) {
  return (
    <span
      aria-hidden
      className={cn("mt-1 size-3.5 rounded-xs border-[1.5px] border-control", item.checked && "bg-line-strong")}
    />
  );
}

/** Its title, and in badges what it says about itself. */
export function ItemLine({ item, pick }: { item: Item; pick?: Pick | undefined }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
      <NodeTitle
        node={item}
        pick={pick}
        className={item.content.some(({ kind }) => kind === "item") ? "font-strong" : ""}
      />
      <NodeBadges node={item} />
    </div>
  );
}
