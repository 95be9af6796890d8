import { z } from "zod";

/** What every list takes. */
export const pageQuery = z.strictObject({
  cursor: z.string().min(1).max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What every list answers. */
export function page<T>(item: z.ZodType<T>) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** `?name=1`, `?name=true`, `?name=0`. */
export const flag = z.stringbool().optional();

/** A moment with its offset, kept as UTC. */
export const moment = z.iso
  .datetime({ offset: true })
  // An offset may carry the first and the last years out of what PostgreSQL and ISO text can hold.
  .regex(/^(?!0000|0001|9999)/, "This moment is too far away.")
  .transform((text) => new Date(text).toISOString());
