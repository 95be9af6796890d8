import { z } from "zod";
import type { RunSummary } from "@/lib/domain/dashboard";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { Prisma } from "./generated/client";
import { decodeCursor, type Page, type PageInput, pageOf } from "./page";
import { exactSummaries, type SummaryRow } from "./run-summary.write";

type Row = SummaryRow & { place: string };

/** Sort value of the last row and its id; the time as ISO text, `infinity` where none is set. */
const cursorSchema = z.tuple([
  z.union([z.literal("infinity"), z.iso.datetime().regex(/^(?!0000)/)]),
  z.string().max(64),
]);

/** Open runs, the next target first; or the closed ones, the last closed first. */
export async function listRuns(
  ctx: Context,
  { closed, ...page }: PageInput & { closed?: boolean | undefined },
): Promise<Result<Page<RunSummary>>> {
  if (!may(ctx.actor, "run.read")) return refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");
  const after = decodeCursor(page.cursor, cursorSchema);
  if (!after.ok) return after;
  const { workspaceId } = ctx.actor;
  const rows = await ctx.db.$queryRaw<Row[]>`
    select r.id, r.seq::text, r.summary_seq::text as "summarySeq", r.summary_until as "summaryUntil",
      case when isfinite(r.place) then iso_time(r.place) else 'infinity' end as place
    from (select *, ${closed ? Prisma.sql`closed_at` : Prisma.sql`coalesce(target_at, 'infinity')`} as place from run) r
    where r.workspace_id = ${workspaceId} and r.closed_at is ${closed ? Prisma.sql`not null` : Prisma.sql`null`}
      ${after.value ? beyond(after.value, closed) : Prisma.empty}
    order by ${closed ? Prisma.sql`r.place desc, r.id desc` : Prisma.sql`r.place, r.id`} limit ${page.limit + 1}`;
  const summaries = await exactSummaries(ctx.db, workspaceId, rows.slice(0, page.limit), ctx.now);
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const { items, nextCursor } = pageOf(
    rows,
    page.limit,
    (row) => [row.place, row.id],
    (row) => byId.get(row.id),
  );
  return accept({ items: items.filter((summary) => summary !== undefined), nextCursor });
}

function beyond([place, id]: [string, string], closed: boolean | undefined): Prisma.Sql {
  return closed
    ? Prisma.sql`and (r.place, r.id) < (${place}::timestamptz, ${id})`
    : Prisma.sql`and (r.place, r.id) > (${place}::timestamptz, ${id})`;
}
