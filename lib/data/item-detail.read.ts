import { accept, type Result } from "@/lib/domain/refusal";
import type { EvidenceRow, ItemRow } from "@/lib/domain/run";
import { type HistoryRow, readItemHistory } from "./audit.read";
import { readComments } from "./comment.read";
import type { CommentRow } from "./comment.write";
import type { Context } from "./context";
import { toEvidenceRow } from "./evidence.read";
import { readItems } from "./item.read";
import { runNotFound, scopeRun } from "./run-scope.read";

/** What the inspector of one item shows. */
export type ItemDetail = { item: ItemRow; evidence: EvidenceRow[]; comments: CommentRow[]; history: HistoryRow[] };

/** One item with its evidence, comments and history. */
export async function readItemDetail(ctx: Context, runId: string, itemKey: string): Promise<Result<ItemDetail>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const [items, evidence, comments, history] = await Promise.all([
    readItems(ctx.db, runId, [itemKey]),
    ctx.db.evidence.findMany({ where: { runId, itemKey }, orderBy: [{ addedAt: "asc" }, { id: "asc" }] }),
    readComments(ctx.db, runId, itemKey),
    readItemHistory(ctx.db, runId, itemKey),
  ]);
  const item = items.get(itemKey);
  if (!item) return runNotFound;
  return accept({ item, evidence: evidence.map(toEvidenceRow), comments, history });
}
