import { accept, type Result } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

export type CommentRow = { id: string; author: { id: string; name: string }; body: string; at: string };

/** Adds a comment to an item. The item's version stays: a comment never makes somebody's tick a conflict. */
export async function addComment(
  ctx: Context,
  runId: string,
  itemKey: string,
  body: string,
): Promise<Result<CommentRow>> {
  return changeRun(ctx, runId, "item.comment", async (tx, { index }) => {
    const { person } = ctx.actor;
    if (!index.items.has(itemKey) || !person) return runNotFound;
    const row = await tx.comment.create({ data: { runId, itemKey, authorId: person.id, body, at: ctx.now } });
    await tx.runItem.update({
      where: { runId_key: { runId, key: itemKey } },
      data: { comments: { increment: 1 } },
      select: { key: true },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "comment.added",
      subject: { kind: "comment", key: row.id, item: itemKey },
      text: body,
    });
    return accept({ id: row.id, author: { id: person.id, name: person.name }, body, at: ctx.now.toISOString() });
  });
}
