import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { transact } from "./transact";

/** Says that an admin has taken note; it leaves every admin's dashboard. */
export async function markNoticeSeen(ctx: Context, noticeId: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { workspaceId } = actor;
    const notice = await tx.adminNotice.findFirst({ where: { id: noticeId, workspaceId } });
    if (!notice) return refuse("not_found", "There is nothing here, or you may not see it.");
    if (!may(actor, "notice.see")) return refuse("forbidden", "Only admins mark these notices as seen.");
    const { count } = await tx.adminNotice.updateMany({
      where: { id: noticeId, workspaceId, seenAt: null },
      data: { seenAt: ctx.now, seenById: actor.person?.id ?? null },
    });
    if (count === 0) return accept(null);
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "notice.seen",
      subject: { kind: "workspace", key: workspaceId },
      change: { notice: noticeId, kind: notice.kind },
    });
    return accept(null);
  });
}
