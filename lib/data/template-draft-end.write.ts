import { may } from "@/lib/domain/permission";
import { accept, type Refusal, type Result } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { freshActor } from "./membership.read";
import { draftForbidden, draftNotFound, overtaken, readDraftHead } from "./template-draft-head.read";
import { transact } from "./transact";

/** Throws a draft away; with a version only if it is still that one. */
export async function discardDraft(ctx: Context, draftId: string, version?: number | undefined): Promise<Result<null>> {
  const { workspaceId } = ctx.actor;
  const draft = await ctx.db.templateDraft.findFirst({
    where: { id: draftId, workspaceId },
    select: { title: true, templateId: true },
  });
  if (!draft) return draftNotFound;
  if (!may(ctx.actor, "template.write")) return draftForbidden;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return draftForbidden;
    const gone = await removeDraft(tx, workspaceId, { id: draftId, version });
    if (gone) return gone;
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.draft_discarded",
      subject: { kind: "template", key: draft.templateId ?? draftId },
      change: { draft: draftId, title: draft.title },
    });
    return accept(null);
  });
}

/** Takes a draft away, in the caller's transaction; the refusal when it is gone or another version by now. */
export async function removeDraft(
  tx: Transaction,
  workspaceId: string,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Refusal | null> {
  const { count } = await tx.templateDraft.deleteMany({
    where: { id, workspaceId, ...(version === undefined ? {} : { version }) },
  });
  if (count > 0) return null;
  const head = await readDraftHead(tx, workspaceId, { id });
  return head ? overtaken(head) : draftNotFound;
}
