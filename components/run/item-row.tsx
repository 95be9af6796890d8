"use client";

import { Repeat } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/class-name";
import { comesBack, type DocumentIndex, type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import { ItemBox } from "./item-box";
import { ItemRowMeta } from "./item-row-meta";
import { useMay, useRow, useRun } from "./run-provider";
import type { RowView } from "./run-rows";
import { stateWords } from "./run-words";
import { SeverityBadge } from "./severity-badge";
import { TitleText } from "./title-text";
import { useItemActs } from "./use-item-acts";
import { useView, useViewStore } from "./view-provider";

/** A button, as no native box shows six states; Space and a click tick it, Enter opens the details. */
function checkbox(row: RowView, may: boolean) {
  return { role: "checkbox", "aria-checked": checkedOf(row), "aria-disabled": may ? undefined : true };
}

type Props = { place: ItemPlace; depth: number; differs: boolean };

/** One line of the checklist: a box to tick, what it says, how it stands, and whose it is. */
export const ItemRow = memo(function ItemRow({ place, depth, differs }: Props) {
  const row = useRow(place.key);
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const selected = useView((view) => view.cursor === place.key);
  const first = useView((view) => view.cursor === null) && firstItem(index) === place.key;
  const may = useMay("item.tick");
  const acts = useItemActs();
  const view = useViewStore();
  if (!row) return null;
  return (
    <div
      data-item={place.key}
      className={cn(
        "relative grid scroll-mt-[var(--annunciator,7.5rem)] scroll-mb-20 grid-cols-[auto_1fr_auto] items-start gap-x-2.5 border-t px-3.5 py-1.5 transition-colors has-[[role=checkbox]:focus-visible]:outline-2 has-[[role=checkbox]:focus-visible]:outline-accent has-[[role=checkbox]:focus-visible]:-outline-offset-2 sm:items-center",
        selected ? "bg-wait-tint shadow-[inset_3px_0_0_var(--color-accent)]" : "hover:bg-hover",
        !row.taken && "opacity-60",
      )}
      style={depth > 0 ? { paddingLeft: `${0.875 + depth * 1.75}rem` } : undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Details of ${place.title}`}
        onClick={() => view.set({ cursor: place.key, inspecting: true })}
        className="absolute inset-0 outline-none"
      />
      <button
        type="button"
        {...checkbox(row, may && !comesBack(place))}
        aria-label={`${place.title}: ${comesBack(place) ? "comes back, recorded under After, " : ""}${spoken(row)}`}
        tabIndex={selected || first ? 0 : -1}
        onFocus={() => view.set({ cursor: place.key })}
        onClick={() => acts.tick(place.key)}
        className="relative -m-2 flex p-2 outline-none touch:-m-3 touch:p-3.5"
      >
        {comesBack(place) && row.state === "open" ? (
          <Repeat aria-hidden className="size-[1.125rem] text-ink-3" />
        ) : (
          <ItemBox state={row.state} mixed={isMixed(row)} saving={row.saving !== null} />
        )}
      </button>
      <div className="wrap-anywhere pointer-events-none min-w-0 py-0.5 [&_a]:pointer-events-auto [&_a]:relative">
        <span
          className={cn(row.settled && "text-ink-3", !row.taken && "line-through", selected && "font-strong text-ink")}
        >
          <TitleText text={place.item.title} />
        </span>
        {row.reason ? <span className="ml-2 text-ink-2 text-xs">{row.reason}</span> : null}
      </div>
      <ItemRowMeta place={place} row={row} severity={differs ? <SeverityBadge severity={place.severity} /> : null} />
    </div>
  );
});

/** The item that Tab reaches before any is chosen. */
function firstItem({ items }: DocumentIndex): string | undefined {
  for (const { key, unmet } of items.values()) if (unmet === null) return key;
  return undefined;
}

function isMixed(row: RowView): boolean {
  return row.total !== null && row.state === "in_progress";
}

function checkedOf(row: RowView): boolean | "mixed" {
  if (isMixed(row) || row.state === "in_progress") return "mixed";
  return row.state === "passed" || row.state === "warned";
}

function spoken(row: RowView): string {
  const parts = [stateWords[row.state].name.toLowerCase()];
  if (row.blocked) parts.push("blocked");
  if (row.saving === "waiting") parts.push("waiting for the network");
  if (row.total !== null) parts.push(`${row.done} of ${row.total} done`);
  return parts.join(", ");
}
