"use client";

import { useEffect, useSyncExternalStore } from "react";

export type KeyLine = { keys: readonly string[]; does: string };
export type KeyGroup = { title: string; lines: readonly KeyLine[] };

const everywhere: KeyGroup = {
  title: "Everywhere",
  lines: [
    { keys: ["Ctrl", "K"], does: "Search or jump" },
    { keys: ["?"], does: "Show these keys" },
    { keys: ["g", "d"], does: "Go to Readiness" },
    { keys: ["g", "w"], does: "Go to My work" },
    { keys: ["g", "r"], does: "Go to Runs" },
    { keys: ["g", "t"], does: "Go to Templates" },
    { keys: ["g", "s"], does: "Go to Settings" },
    { keys: ["Esc"], does: "Close what is open" },
  ],
};

let groups: readonly KeyGroup[] = [everywhere];
const listeners = new Set<() => void>();

function change(next: readonly KeyGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Lists a screen's own keys in the help sheet while the screen is shown; give a group that is made once, outside the component. */
export function useKeyHelp(group: KeyGroup): void {
  useEffect(() => {
    change([group, ...groups]);
    return () => change(groups.filter((each) => each !== group));
  }, [group]);
}

/** What the help sheet shows now: the screen's own keys first. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => groups,
    () => groups,
  );
}

/** True while typing: letters belong to the text then. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** True while a dialog, sheet, menu or list has the keyboard. Notices are dialogs to assistive technology too, but take no keys. */
export function isOverlaid(): boolean {
  const overlays = ":is([role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox'])[data-open]";
  return document.querySelector(overlays) !== null;
}
