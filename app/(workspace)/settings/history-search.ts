import { z } from "zod";
import { subjectKinds } from "@/lib/domain/audit-body";

const day = z.iso
  .date()
  .regex(/^(19|2\d)/)
  .optional()
  .catch(undefined);

const search = z.object({
  person: z.uuid().optional().catch(undefined),
  kind: z.enum(subjectKinds).optional().catch(undefined),
  from: day,
  to: day,
  cursor: z.string().max(400).optional().catch(undefined),
});

/** What the address of a history page narrows it to; what doesn't read as such narrows nothing. Days are UTC. */
export function historySearch(parameters: Record<string, string | string[] | undefined>) {
  const { cursor, ...asked } = search.parse(parameters);
  const { person, kind, from, to } = asked;
  const end = to && new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString();
  const filter = { person, kind, from: from && `${from}T00:00:00.000Z`, to: end };
  const given = (values: object) =>
    new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
  const query = given(asked);
  return {
    cursor,
    filter,
    /** For a download of the same. */
    exported: given(filter).toString(),
    shown: { person: person ?? "", kind: kind ?? "", from: from ?? "", to: to ?? "" },
    /** The address of the next page below `path`; null without one. */
    older: (path: string, nextCursor: string | null) => {
      if (nextCursor === null) return null;
      query.set("cursor", nextCursor);
      return `${path}?${query}`;
    },
  };
}
