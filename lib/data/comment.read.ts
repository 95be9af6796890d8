import type { CommentRow } from "./comment.write";
import type { Database } from "./database";

/** The newest comments on an item, oldest first. Scope is the caller's: `scopeRun` first. */
export async function readComments(db: Database, runId: string, itemKey: string): Promise<CommentRow[]> {
  const rows = await db.$queryRaw<{ id: string; authorId: string; name: string; body: string; at: Date }[]>`
    select c.id, c.author_id as "authorId", p.name, c.body, c.at
    from comment c join person p on p.id = c.author_id
    where c.run_id = ${runId} and c.item_key = ${itemKey}
    order by c.at desc, c.id desc limit 200`;
  return rows
    .map(({ id, authorId, name, body, at }) => ({ id, author: { id: authorId, name }, body, at: at.toISOString() }))
    .reverse();
}
