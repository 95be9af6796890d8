import { z } from "zod";
import type { Told } from "./dossier-schema";

const move = z.looseObject({ to: z.unknown() });

/** What an entry says a field was changed to; null when it tells of no change to it. */
export function movedTo(entry: Told | undefined, field: string): { to: unknown } | null {
  const read = move.safeParse(entry?.change?.[field]);
  return read.success && "to" in read.data ? { to: read.data.to } : null;
}

/** What a field was last changed to, if an entry tells of it. */
export function lastMove(told: readonly Told[], field: string): { to: unknown } | null {
  for (const entry of told.toReversed()) {
    const moved = movedTo(entry, field);
    if (moved) return moved;
  }
  return null;
}

/** Whether the entry names the field and says otherwise; those of older releases don't name every one. */
export function saysOtherwise(entry: Told | undefined, field: string, is: unknown): boolean {
  return entry?.change !== undefined && field in entry.change && entry.change[field] !== is;
}
