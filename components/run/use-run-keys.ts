"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { goKey } from "@/components/shell/go-key";
import { isOverlaid, isTyping, type KeyGroup, useKeyHelp } from "@/components/shell/key-help";
import type { ItemState } from "@/lib/domain/item-state";
import { useRunStore } from "./run-provider";
import { searchId } from "./run-toolbar";
import { focusItem } from "./show-item";
import { useItemActs } from "./use-item-acts";
import { useViewStore } from "./view-provider";

const group: KeyGroup = {
  title: "This run",
  lines: [
    { keys: ["j", "k"], does: "Next and previous item (also arrows)" },
    { keys: ["x"], does: "Tick, or take the tick back (also Space)" },
    { keys: ["Enter"], does: "Details of the item" },
    { keys: ["e"], does: "In progress" },
    { keys: ["f"], does: "Failed" },
    { keys: ["w"], does: "Warned" },
    { keys: ["n"], does: "Not applicable" },
    { keys: ["o"], does: "Open again" },
    { keys: ["b"], does: "Blocked, or no longer" },
    { keys: ["a"], does: "Assign to me" },
    { keys: ["c"], does: "Copy the first command" },
    { keys: ["u"], does: "Undo my last change (also Ctrl Z)" },
    { keys: ["/"], does: "Search this run" },
    { keys: ["g", "p"], does: "Go to the poll" },
    { keys: ["g", "l"], does: "Go to the go-live screen" },
    { keys: ["g", "h"], does: "Go to the history" },
  ],
};

const stateKeys: Readonly<Record<string, ItemState>> = {
  e: "in_progress",
  f: "failed",
  w: "warned",
  n: "not_applicable",
  o: "open",
};

/** The keys of the run screen: they act on the item under the cursor while nobody is typing and no dialog is open. */
export function useRunKeys(): void {
  useKeyHelp(group);
  const acts = useItemActs();
  const view = useViewStore();
  const store = useRunStore();
  const router = useRouter();
  const [follows] = useState(goKey);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    if (isOverlaid()) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "z" && !event.shiftKey) {
        event.preventDefault();
        acts.queue.undo();
      }
      return;
    }
    if (follows(event)) {
      if (event.key === "p") router.push(`/runs/${store.runId}/poll`);
      if (event.key === "l") router.push(`/runs/${store.runId}/live`);
      if (event.key === "h") router.push(`/runs/${store.runId}/history`);
      return;
    }
    if (act(event)) event.preventDefault();
  });
  const act = (event: KeyboardEvent): boolean => {
    const { cursor } = view.getState();
    const onControl = event.target instanceof HTMLElement && event.target.closest("a, button, summary, pre") !== null;
    const onBox = event.target instanceof HTMLElement && event.target.getAttribute("role") === "checkbox";
    switch (event.key) {
      case "j":
      case "ArrowDown":
        return move(1);
      case "k":
      case "ArrowUp":
        return move(-1);
      case "/":
        document.getElementById(searchId)?.focus();
        return true;
      case "u":
        acts.queue.undo();
        return true;
      case "Escape":
        view.set({ inspecting: false });
        return false;
    }
    if (cursor === null) return false;
    const state = stateKeys[event.key];
    if (state) acts.setState(cursor, state);
    else if (event.key === "x") acts.tick(cursor);
    else if (event.key === " " && !onControl) acts.tick(cursor);
    else if (event.key === "Enter" && (onBox || !onControl)) view.set({ inspecting: true });
    else if (event.key === "b") acts.block(cursor);
    else if (event.key === "a") acts.assignToMe(cursor);
    else if (event.key === "c") void acts.copyCommand(cursor);
    else return false;
    return true;
  };
  const move = (step: number): boolean => {
    const keys = [...document.querySelectorAll<HTMLElement>("[data-item]")].map((row) => row.dataset.item ?? "");
    const at = keys.indexOf(view.getState().cursor ?? "");
    const next = keys[at < 0 ? 0 : Math.min(keys.length - 1, Math.max(0, at + step))];
    if (!next) return false;
    view.set({ cursor: next });
    focusItem(next, "nearest");
    return true;
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
