import type { AuditSubject } from "@/lib/domain/audit-body";
import { Prisma } from "./generated/client";

/** What narrows a history; times are ISO, `to` excluded. */
export type HistoryFilter = {
  person?: string | undefined;
  kind?: AuditSubject["kind"] | undefined;
  item?: string | undefined;
  /** First words of actions: `gate` is `gate.go` and the others. */
  actions?: readonly string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** Nothing but the filter; what of it a caller may see is decided before. */
export function historyWhere({ person, kind, item, actions, from, to }: HistoryFilter): Prisma.Sql {
  const parts = [
    person === undefined ? null : Prisma.sql`and e.body::jsonb -> 'actor' ->> 'person' = ${person}`,
    kind === undefined ? null : Prisma.sql`and e.body::jsonb -> 'subject' ->> 'kind' = ${kind}`,
    item === undefined ? null : aboutItem(item),
    // As text: what was hashed has no spaces and every quote of a value escaped, so nothing is parsed for this.
    actions === undefined
      ? null
      : Prisma.sql`and e.body like any(${actions.map((action) => `%"action":"${action}.%`)}::text[])`,
    from === undefined ? null : Prisma.sql`and e.at >= ${new Date(from)}`,
    to === undefined ? null : Prisma.sql`and e.at < ${new Date(to)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, " ");
}

/** Entries about an item, or about what hangs on it. */
function aboutItem(itemKey: string): Prisma.Sql {
  return Prisma.sql`and coalesce(e.body::jsonb -> 'subject' ->> 'item',
    case when e.body::jsonb -> 'subject' ->> 'kind' = 'item' then e.body::jsonb -> 'subject' ->> 'key' end) = ${itemKey}`;
}
