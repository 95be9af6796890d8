"use client";

import { GripVertical, Plus } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { cn } from "@/components/ui/class-name";
import type { AnyNode } from "@/lib/domain/template-path";
import { ItemBox } from "../document-item";
import { kindWord, nodeWords } from "../kind-words";
import { NodeBadges } from "../node-badges";
import { rowElementId } from "../outline/document-rows";
import { RowBody, rowSpacing } from "../outline/row-body";
import { RowField } from "./row-field";

type Props = { id: string; node: AnyNode; depth: number; selected: boolean; typing: boolean; stop: boolean };

/** One node of the document as it is edited. Clicks, keys and dragging are the list's. */
export const EditRow = memo(function EditRow({ id, node, depth, selected, typing, stop }: Props) {
  const word = kindWord(node);
  const words = nodeWords(node);
  return (
    <article
      id={rowElementId(id)}
      data-row={id}
      aria-label={`${word}: ${words || "empty"}`}
      aria-current={selected || undefined}
      tabIndex={stop && !typing ? 0 : -1}
      style={{ "--depth": depth } as CSSProperties}
      className={cn(
        "group/row relative flex scroll-mt-4 items-start gap-1 rounded-md py-1 pr-2 pl-[calc(var(--depth)*1.125rem)] -outline-offset-2 [contain-intrinsic-size:auto_2rem] [content-visibility:auto] max-sm:pl-[calc(var(--depth)*0.625rem)] touch:py-2.5",
        "data-[drop=above]:shadow-[inset_0_2px_0_var(--color-accent)] data-[drop=below]:shadow-[inset_0_-2px_0_var(--color-accent)] data-[drop=inside]:bg-accent-tint data-dragging:opacity-50",
        rowSpacing(node),
        selected ? "bg-accent-tint" : "hover:bg-hover",
      )}
    >
      <span
        data-grip={id}
        title="Drag to move; Alt with arrows moves too"
        className={cn(
          "flex h-6 w-5 shrink-0 cursor-grab items-center justify-center text-ink-3 opacity-0 group-hover/row:opacity-100 touch:h-6 touch:opacity-60",
          selected && "opacity-100",
        )}
      >
        <GripVertical aria-hidden className="size-4" />
      </span>
      <div data-words className="min-w-0 flex-1 cursor-text">
        {typing ? (
          <Typed id={id} node={node} />
        ) : words === "" ? (
          <Empty node={node} word={word} />
        ) : (
          <RowBody node={node} depth={depth} />
        )}
      </div>
      <button
        type="button"
        data-add={id}
        aria-haspopup="menu"
        aria-label={`Add below “${words || word}”, or change it`}
        tabIndex={stop ? 0 : -1}
        className={cn(
          "flex h-6 shrink-0 items-center gap-1 rounded-sm border border-transparent px-1.5 text-2xs text-ink-3 group-hover/row:border-line-strong group-hover/row:bg-panel touch:-my-2.5 touch:h-11 touch:px-3",
          selected && "border-line-strong bg-panel text-ink-2",
        )}
      >
        {word}
        <Plus aria-hidden className="size-3" />
      </button>
    </article>
  );
});

function Typed({ id, node }: { id: string; node: AnyNode }) {
  if (node.kind === "item")
    return (
      <div className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5">
        <ItemBox item={node} />
        <div>
          <RowField id={id} node={node} />
          <div className="flex flex-wrap gap-1">
            <NodeBadges node={node} />
          </div>
        </div>
      </div>
    );
  return <RowField id={id} node={node} />;
}

function Empty({ node, word }: { node: AnyNode; word: string }) {
  return (
    <span className="flex items-center gap-2.5 text-ink-3 text-sm italic">
      {node.kind === "item" ? <ItemBox item={node} /> : null}
      Empty {word}
    </span>
  );
}
