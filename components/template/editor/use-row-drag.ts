import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect } from "react";
import type { NodePath } from "@/lib/domain/template-path";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { rowIdOf } from "../outline/row-keys";
import { useEditStore } from "./edit-provider";
import type { EditStore } from "./edit-store";

type Place = "above" | "below" | "inside";

/**
 * Rows are dragged by their grips: one source and one target for the whole list, so that a long document costs nothing.
 * Upper part of a row = before it, lower part = after it, middle of something that holds others = into it.
 */
export function useRowDrag(pane: RefObject<HTMLDivElement | null>): void {
  const store = useEditStore();
  useEffect(() => {
    const list = pane.current;
    if (!list) return;
    return register(list, store);
  }, [pane, store]);
}

function register(list: HTMLDivElement, store: EditStore): () => void {
  let stops: (() => void)[] = [];
  // A grip becomes a source when it is pointed at first; hundreds of sources at once would be registered for nothing.
  const arm = (event: PointerEvent) => {
    const grip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-grip]") : null;
    const row = grip?.closest<HTMLElement>("[data-row]");
    if (!grip || !row || row.draggable) return;
    const stop = draggable({ element: row, dragHandle: grip, getInitialData: () => ({ row: rowIdOf(row) }) });
    stops.push(stop);
  };
  let hinted: HTMLElement | null = null;
  const hint = (row: HTMLElement | null, place: Place | null) => {
    if (hinted && hinted !== row) delete hinted.dataset.drop;
    hinted = row;
    if (row && place) row.dataset.drop = place;
    else if (row) delete row.dataset.drop;
  };
  list.addEventListener("pointerover", arm, true);
  const stopTarget = dropTargetForElements({ element: list });
  const stopMonitor = monitorForElements({
    canMonitor: ({ source }) => typeof source.data.row === "string",
    onDragStart: ({ source }) => source.element.setAttribute("data-dragging", ""),
    onDrag: ({ location: { current } }) => {
      const found = rowAt(current.input.clientX, current.input.clientY, list);
      const row = found ? store.row(found.dataset.row ?? null) : undefined;
      hint(found, found && row ? placeIn(found, row, current.input.clientY) : null);
    },
    onDrop: ({ source, location: { current } }) => {
      source.element.removeAttribute("data-dragging");
      const found = rowAt(current.input.clientX, current.input.clientY, list);
      const row = found ? store.row(found.dataset.row ?? null) : undefined;
      hint(null, null);
      if (!found || !row || typeof source.data.row !== "string" || source.data.row === row.id) return;
      store.move(source.data.row, pathAt(row, placeIn(found, row, current.input.clientY)));
    },
  });
  return () => {
    list.removeEventListener("pointerover", arm, true);
    stopTarget();
    stopMonitor();
    for (const stop of stops) stop();
    stops = [];
  };
}

/** While dragging, the library lays an element of its own below the pointer: the row is among those under it. */
function rowAt(x: number, y: number, list: HTMLElement): HTMLElement | null {
  const found = document.elementsFromPoint(x, y).find((element) => element.closest("[data-row]"));
  const row = found?.closest<HTMLElement>("[data-row]") ?? null;
  return row && list.contains(row) ? row : null;
}

function placeIn(element: HTMLElement, { node }: DocumentRow, y: number): Place {
  const { top, height } = element.getBoundingClientRect();
  const share = (y - top) / height;
  if (node.kind === "phase") return share < 0.25 ? "above" : "inside";
  if ("content" in node && share > 0.3 && share < 0.7) return "inside";
  return share < 0.5 ? "above" : "below";
}

function pathAt({ path, node }: DocumentRow, place: Place): NodePath {
  if (place === "inside") return [...path, "content" in node && node.kind === "item" ? node.content.length : 0];
  return place === "above" ? path : [...path.slice(0, -1), (path.at(-1) ?? 0) + 1];
}
