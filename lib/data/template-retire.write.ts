import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { templateNotFound } from "./template-scope.read";
import { transact } from "./transact";

const forbidden = refuse("forbidden", "Only template editors and admins retire templates. Ask an admin for the role.");

/** Takes a template out of the list; its runs and versions stay readable. */
export async function retireTemplate(ctx: Context, templateId: string): Promise<Result<null>> {
  const { workspaceId } = ctx.actor;
  const template = await ctx.db.template.findFirst({
    where: { id: templateId, workspaceId },
    select: { title: true },
  });
  if (!template) return templateNotFound;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return forbidden;
    const { count } = await tx.template.updateMany({
      where: { id: templateId, workspaceId, retiredAt: null },
      data: { retiredAt: ctx.now, updatedAt: ctx.now },
    });
    if (count === 0) return refuse("already_done", "This template is retired already.");
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.retired",
      subject: { kind: "template", key: templateId },
      change: { title: template.title },
    });
    return accept(null);
  });
}

/** Puts a retired template back into the list. */
export async function unretireTemplate(ctx: Context, templateId: string): Promise<Result<null>> {
  const { workspaceId } = ctx.actor;
  const template = await ctx.db.template.findFirst({ where: { id: templateId, workspaceId }, select: { title: true } });
  if (!template) return templateNotFound;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return forbidden;
    const { count } = await tx.template.updateMany({
      where: { id: templateId, workspaceId, retiredAt: { not: null } },
      data: { retiredAt: null, updatedAt: ctx.now },
    });
    if (count === 0) return refuse("already_done", "This template isn't retired.");
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.unretired",
      subject: { kind: "template", key: templateId },
      change: { title: template.title },
    });
    return accept(null);
  });
}
