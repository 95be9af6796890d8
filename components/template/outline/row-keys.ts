import type { KeyboardEvent } from "react";
import type { DocumentRow } from "@/lib/domain/template-rows";

/** Rows to go, by key, from a row that has the keyboard itself. */
const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** The row that an arrow key leads to from `id`; none for other keys. */
export function rowAfterKey(
  event: KeyboardEvent,
  rows: readonly DocumentRow[],
  id: string | null,
): DocumentRow | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (event.key === "Home") return rows[0];
  if (event.key === "End") return rows.at(-1);
  const step = steps[event.key];
  if (step === undefined) return undefined;
  const at = rows.findIndex((row) => row.id === id);
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))];
}

/** The row an event happened in. */
export function rowIdOf(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return row?.dataset.row ?? null;
}
