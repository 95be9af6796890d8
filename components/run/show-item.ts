import type { ViewStore } from "./view-store";

/** Puts an item under the cursor and into view. The filter goes when it would hide it. */
export function showItem(view: ViewStore, key: string, inspect = true): void {
  view.set({ cursor: key, ...(inspect ? { inspecting: true } : {}) });
  requestAnimationFrame(() => {
    if (!findRow(key)) view.clearFilter();
    requestAnimationFrame(() => focusItem(key));
  });
}

/** Moves focus to the box of a row, scrolling it below the annunciator. */
export function focusItem(key: string, block: ScrollLogicalPosition = "center"): void {
  const row = findRow(key);
  row?.scrollIntoView({ block });
  row?.querySelector<HTMLElement>("[role=checkbox]")?.focus({ preventScroll: true });
}

export function findRow(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`);
}
