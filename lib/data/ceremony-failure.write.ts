import { accept } from "@/lib/domain/refusal";
import { auditRun, auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import type { Ceremony } from "./generated/client";
import { transact } from "./transact";

const failuresAllowed = 5;

/**
 * Outside the signing transaction, which is rolled back: five wrong answers take the statement away, and the admins
 * learn of it, as it may be somebody else at the keyboard.
 */
export async function countFailure(ctx: Context, runId: string, ceremony: Ceremony): Promise<void> {
  await transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    const { failures } = await tx.ceremony.update({
      where: { id: ceremony.id },
      data: { failures: { increment: 1 } },
      select: { failures: true },
    });
    if (failures < failuresAllowed) return accept(null);
    const { count } = await tx.ceremony.updateMany({
      where: { id: ceremony.id, voidedAt: null, usedAt: null },
      data: { voidedAt: ctx.now },
    });
    if (count === 0) return accept(null);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "ceremony.voided",
      subject: { kind: "signoff", key: ceremony.signoffKey },
      change: { ceremony: ceremony.id, failures },
    });
    await tellAdmins(tx, ctx, runId, ceremony);
    return accept(null);
  });
}

async function tellAdmins(tx: Transaction, ctx: Context, runId: string, ceremony: Ceremony): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { id, personId, signoffKey, method } = ceremony;
  await tx.adminNotice.create({
    data: { workspaceId, kind: "ceremony_voided", personId, runId, detail: signoffKey, at: ctx.now },
  });
  await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
    action: "ceremony.voided",
    subject: { kind: "person", key: personId },
    change: { run: runId, signoff: signoffKey, ceremony: id, method },
  });
}
