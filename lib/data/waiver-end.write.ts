import type { WaiverRow } from "@/lib/domain/run";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";

/** Ends grants and requests whose item asks something else, or is done anew: one entry each, with the reason. */
export async function endWaivers(
  tx: Transaction,
  ctx: Pick<Context, "actor" | "now">,
  runId: string,
  waivers: readonly WaiverRow[],
  reason: string | undefined,
): Promise<void> {
  for (const { id, itemKey, kind, grantedAt } of waivers) {
    const { count } = await tx.waiver.updateMany({
      where: { id, runId, revokedAt: null },
      data: { revokedAt: ctx.now, revokedById: ctx.actor.person?.id ?? null },
    });
    if (count === 0) continue;
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: grantedAt ? "waiver.revoked" : "waiver.withdrawn",
      subject: { kind: "waiver", key: id, item: itemKey },
      change: { kind },
      text: reason,
    });
  }
}
