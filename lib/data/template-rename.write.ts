import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { templateNotFound } from "./template-scope.read";
import { transact } from "./transact";

const forbidden = refuse("forbidden", "Only template editors and admins rename templates. Ask an admin for the role.");

/**
 * Gives a template another title in the list. No version changes: their titles stand in digests and under signatures.
 * With `was`, only if that is still its title.
 */
export async function renameTemplate(
  ctx: Context,
  templateId: string,
  { title, was }: { title: string; was?: string | undefined },
): Promise<Result<{ id: string; title: string }>> {
  const { workspaceId } = ctx.actor;
  const template = await ctx.db.template.findFirst({ where: { id: templateId, workspaceId }, select: { title: true } });
  if (!template) return templateNotFound;
  const from = was ?? template.title;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return forbidden;
    if (from === title && template.title === title) return accept({ id: templateId, title });
    const { count } = await tx.template.updateMany({
      where: { id: templateId, workspaceId, title: from },
      data: { title, updatedAt: ctx.now },
    });
    if (count === 0) {
      const current = await tx.template.findFirst({ where: { id: templateId, workspaceId }, select: { title: true } });
      const message = `It was renamed meanwhile, to “${current?.title ?? ""}”. Rename that if you still want to.`;
      return refuse("conflict", message, { current });
    }
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.renamed",
      subject: { kind: "template", key: templateId },
      change: { from, to: title },
    });
    return accept({ id: templateId, title });
  });
}
