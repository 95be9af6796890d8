import { z } from "zod";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { decodeCursor, type Page, type PageInput, pageOf } from "./page";

export type SavedViewRow = { id: string; name: string; query: string; shared: boolean; mine: boolean };

const cursorSchema = z.tuple([z.string().max(200), z.string().max(64)]);

/** The caller's own views and those shared with everybody, by name. */
export async function listViews(ctx: Context, page: PageInput): Promise<Result<Page<SavedViewRow>>> {
  const { person, workspaceId } = ctx.actor;
  if (!person || !may(ctx.actor, "view.own")) return refuse("forbidden", "Sign in to see saved views.");
  const cursor = decodeCursor(page.cursor, cursorSchema);
  if (!cursor.ok) return cursor;
  const [name, id] = cursor.value ?? [];
  const rows = await ctx.db.savedView.findMany({
    where: {
      workspaceId,
      AND: [
        { OR: [{ personId: person.id }, { shared: true }] },
        name !== undefined && id ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: page.limit + 1,
  });
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.name, row.id],
      ({ id, name, query, shared, personId }) => ({ id, name, query, shared, mine: personId === person.id }),
    ),
  );
}
