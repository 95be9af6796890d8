"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { cn } from "@/components/ui/class-name";
import type { AnyNode } from "@/lib/domain/template-path";
import { kindWord } from "../kind-words";
import { useEditStore } from "./edit-provider";
import { rowText } from "./row-text";

const looks: Partial<Record<AnyNode["kind"], string>> = {
  phase: "font-heavy text-lg tracking-tight",
  section: "font-strong text-md",
  code: "font-mono text-xs leading-5",
  note: "font-mono text-xs leading-5",
};

/** The text of a row while it is typed. Tab moves the row in and out; Escape gives Tab back to the page. */
export function RowField({ id, node }: { id: string; node: AnyNode }) {
  const store = useEditStore();
  const box = useRef<HTMLTextAreaElement>(null);
  const { field, text, block, hint } = rowText(node);
  useEffect(() => {
    const element = box.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const type = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (rowKey(event, { store, id, node, block })) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <textarea
      ref={box}
      aria-label={`${kindWord(node)}: ${hint.toLowerCase()}`}
      placeholder={node.kind === "item" ? "What has to be true or done" : hint}
      rows={block ? Math.max(2, text.split("\n").length) : 1}
      value={text}
      spellCheck={!block}
      onKeyDown={type}
      onBlur={({ currentTarget }) => {
        // Another window took the keyboard: typing goes on when this one has it again.
        if (document.activeElement !== currentTarget) store.mark(id, false);
      }}
      onChange={({ currentTarget: { value } }) =>
        store.change(id, { [field]: block ? value : value.replace(/\s*\n\s*/g, " ") })
      }
      className={cn(
        "field-sizing-content w-full resize-none rounded-xs bg-panel px-1 -mx-1 text-sm outline-2 outline-accent touch:text-[1rem]",
        looks[node.kind],
      )}
    />
  );
}

type Place = { store: ReturnType<typeof useEditStore>; id: string; node: AnyNode; block: boolean };

/** Does what a key means while typing; false when it is only typed. */
function rowKey(event: KeyboardEvent<HTMLTextAreaElement>, { store, id, node, block }: Place): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget } = event;
  const mod = ctrlKey || metaKey;
  if (key === "Escape") store.select(id);
  else if (mod && key.toLowerCase() === "z") (shiftKey ? store.redo : store.undo)();
  else if (mod && key.toLowerCase() === "y") store.redo();
  else if (key === "Tab" && !mod && !altKey) (shiftKey ? store.outdent : store.indent)(id);
  else if (altKey && (key === "ArrowUp" || key === "ArrowDown")) store.step(id, key === "ArrowUp" ? -1 : 1);
  else if (key === "Enter" && (mod || !block) && !shiftKey) enter(store, id, node);
  else if (key === "Backspace" && currentTarget.value === "" && !("content" in node && node.content.length > 0))
    store.remove(id, true);
  else if (key === "ArrowUp" && currentTarget.selectionStart === 0 && !shiftKey) return goTo(store, id, -1);
  else if (key === "ArrowDown" && currentTarget.selectionEnd === currentTarget.value.length && !shiftKey)
    return goTo(store, id, 1);
  else return false;
  return true;
}

/** An empty item moves out, as in a list; else the next item begins. */
function enter(store: Place["store"], id: string, node: AnyNode): void {
  if (node.kind === "item" && node.title === "" && node.content.length === 0 && store.outdent(id)) return;
  store.add(id, "item");
}

function goTo(store: Place["store"], id: string, step: 1 | -1): boolean {
  const { rows } = store.getState();
  const next = rows[rows.findIndex((row) => row.id === id) + step];
  if (!next) return false;
  store.select(next.id, true);
  return true;
}
