"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { ChunkedList, revealEntry } from "@/components/ui/chunked-list";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { rowElementId } from "../outline/document-rows";
import { rowAfterKey, rowIdOf } from "../outline/row-keys";
import { EditMenu } from "./edit-menu";
import { useEdit, useEditStore } from "./edit-provider";
import { EditRow } from "./edit-row";
import { useRowDrag } from "./use-row-drag";

const rowHeight = 34;

/** The document from top to bottom, edited where it stands. */
export function EditList() {
  const store = useEditStore();
  const rows = useEdit((state) => state.rows);
  const selected = useEdit((state) => state.selected);
  const typing = useEdit((state) => state.typing);
  const pane = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ row: DocumentRow; anchor: HTMLElement } | null>(null);
  useFocusFollows(pane);
  useRowDrag(pane);
  const stop = selected ?? rows[0]?.id;
  const openMenu = (id: string) => {
    const row = store.row(id);
    const anchor = document.getElementById(rowElementId(id))?.querySelector<HTMLElement>("[data-add]");
    if (row && anchor) setMenu({ row, anchor });
  };
  const press = (event: MouseEvent) => {
    const id = rowIdOf(event.target);
    if (id === null || !(event.target instanceof Element)) return;
    if (event.target.closest("[data-add]")) {
      const named = store.mark(id, false);
      requestAnimationFrame(() => openMenu(named));
    } else if (event.target.closest("textarea, a, [data-grip], figure button"))
      store.mark(id, event.target.matches("textarea"));
    else store.select(id, event.target.closest("[data-words]") !== null);
  };
  const type = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const id = event.target.dataset.row;
    const to = rowAfterKey(event, rows, id);
    if (to) store.select(to.id);
    else if (!rowAct(event, store, id)) {
      if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return;
      openMenu(id);
    }
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={pane}
        role="feed"
        aria-label="The checklist"
        onClick={press}
        onKeyDown={type}
        className="relative h-full overflow-auto p-2 pb-24"
      >
        <ChunkedList
          entries={rows}
          idOf={(row) => row.id}
          estimate={rowHeight}
          render={(row) => (
            <EditRow
              key={row.id}
              id={row.id}
              node={row.node}
              depth={row.depth}
              selected={row.id === selected}
              typing={typing && row.id === selected}
              stop={row.id === stop}
            />
          )}
        />
      </div>
      {menu ? <EditMenu row={menu.row} anchor={menu.anchor} onClose={() => setMenu(null)} /> : null}
    </>
  );
}

/** What a key does to a row that has the keyboard itself; false for other keys. */
function rowAct(event: KeyboardEvent, store: ReturnType<typeof useEditStore>, id: string): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (ctrlKey || metaKey) return false;
  if (altKey && key === "ArrowUp") store.step(id, -1);
  else if (altKey && key === "ArrowDown") store.step(id, 1);
  else if (altKey && key === "ArrowRight") store.indent(id);
  else if (altKey && key === "ArrowLeft") store.outdent(id);
  else if (altKey) return false;
  else if (key === "Enter" && shiftKey) store.add(id, "item");
  else if (key === "Enter" || key === "F2") store.select(id, true);
  else if (key === "Escape") store.select(null);
  else if (key === "Delete" || key === "Backspace") store.remove(id, false);
  else return false;
  return true;
}

/** After a change that moves the selection the keyboard goes along, and the row comes into sight. */
function useFocusFollows(pane: { current: HTMLDivElement | null }): void {
  const store = useEditStore();
  const focus = useEdit((state) => state.focus);
  useEffect(() => {
    const { selected, typing } = store.getState();
    if (focus === 0 || selected === null) return;
    revealEntry(pane.current, rowElementId(selected), selected, (element) => {
      const wanted = typing ? element.querySelector("textarea") : element;
      if (wanted !== document.activeElement) wanted?.focus({ preventScroll: true });
    });
  }, [focus, store, pane]);
}
