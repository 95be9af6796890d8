import { accept } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { GateOverride } from "./generated/client";
import { transact } from "./transact";

const failuresAllowed = 5;

/** Outside the transaction that was refused: five wrong answers end the request, and the admins learn of it. */
export async function countOverrideFailure(ctx: Context, { id, runId, gateKey }: GateOverride): Promise<void> {
  await transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    const { failures } = await tx.gateOverride.update({
      where: { id },
      data: { failures: { increment: 1 } },
      select: { failures: true },
    });
    if (failures < failuresAllowed) return accept(null);
    const { workspaceId, person } = ctx.actor;
    const { count } = await tx.gateOverride.updateMany({
      where: { id, confirmedAt: null, endedAt: null },
      data: { ended: "voided", endedAt: ctx.now },
    });
    if (count === 0) return accept(null);
    await tx.adminNotice.create({
      data: {
        workspaceId,
        kind: "override_voided",
        personId: person?.id ?? null,
        runId,
        detail: gateKey,
        at: ctx.now,
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "override.voided",
      subject: { kind: "override", key: id },
      change: { gate: gateKey, failures },
    });
    return accept(null);
  });
}
