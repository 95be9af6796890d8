import { z } from "zod";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** What a list call takes: where to go on, and how many at the most. */
export type PageInput = { cursor?: string | undefined; limit: number };

/** One page; `nextCursor` is null on the last one. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Packs the sort values of a page's last row into an opaque string. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Unpacks a cursor against what this list packs; null for the first page. */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): Result<T | null> {
  if (cursor === undefined) return accept(null);
  const parsed = schema.safeParse(parse(cursor));
  return parsed.success ? accept(parsed.data) : refuse("invalid_input", "This cursor isn't one this list gave out.");
}

/** Cursor of a list ordered by a time and then by id. */
export const timeCursorSchema = z.tuple([
  z.iso
    .datetime()
    .regex(/^(?!0000)/)
    .pipe(z.coerce.date()),
  z.string().max(64),
]);

/** Cuts `limit + 1` rows into a page; the extra row says that there is more. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null;
  return { items: shown.map(toItem), nextCursor };
}

function parse(cursor: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    // PostgreSQL refuses NUL in any text; a cursor of ours never has one.
    return JSON.stringify(value).includes("\\u0000") ? undefined : value;
  } catch {
    return undefined;
  }
}
