import { z } from "zod";
import type { FreezeWindow } from "@/lib/domain/freeze";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readAuthors } from "./author.read";
import type { Context } from "./context";
import { decodeCursor, type Page, type PageInput, pageOf } from "./page";

export type FreezeRow = FreezeWindow & { version: number; createdBy: string };

/** The fields of a row of `freeze_window` that make a FreezeRow, named by its maker. */
export function freezeRow(
  row: { id: string; startsAt: Date; endsAt: Date; reason: string; environments: string[]; version: number },
  createdBy: string,
): FreezeRow {
  const { id, startsAt, endsAt, reason, environments, version } = row;
  return {
    id,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    reason,
    environments,
    version,
    createdBy,
  };
}

const cursorSchema = z.tuple([z.iso.datetime(), z.string().max(64)]);

/** Freeze windows that end after `from`, the next first; without it, those that aren't over. */
export async function listFreezes(
  ctx: Context,
  { from, ...page }: PageInput & { from?: string | undefined },
): Promise<Result<Page<FreezeRow>>> {
  if (!may(ctx.actor, "run.read")) return refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");
  const cursor = decodeCursor(page.cursor, cursorSchema);
  if (!cursor.ok) return cursor;
  const [at, id] = cursor.value ?? [];
  const rows = await ctx.db.freezeWindow.findMany({
    where: {
      workspaceId: ctx.actor.workspaceId,
      removedAt: null,
      endsAt: { gt: from === undefined ? ctx.now : new Date(from) },
      AND: at && id ? { OR: [{ startsAt: { gt: at } }, { startsAt: at, id: { gt: id } }] } : {},
    },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: page.limit + 1,
  });
  const makers = await readAuthors(
    ctx.db,
    rows.map(({ createdById }) => createdById),
  );
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.startsAt.toISOString(), row.id],
      (row) => freezeRow(row, makers(row.createdById).name),
    ),
  );
}
