import { type NeedChange, refuseNeed } from "@/lib/domain/need-decision";
import { accept, type Result } from "@/lib/domain/refusal";
import type { NeedRow } from "@/lib/domain/run";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun, moveEpoch, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/**
 * Says that an item, section or phase of this run waits for another, or no longer does. A circle is refused with the items
 * it goes through; what is so already records nothing. Ticks decided before are decided anew.
 */
export async function changeNeed(
  ctx: Context,
  runId: string,
  change: NeedChange,
): Promise<Result<{ needs: NeedRow[] }>> {
  return changeRun(ctx, runId, "needs.edit", async (tx, { index }) => {
    const { person } = ctx.actor;
    if (!person) return runNotFound;
    const refusal = refuseNeed(index, change);
    if (refusal !== null && refusal !== "already") return refusal;
    if (refusal === null) {
      const { key, need, needed } = change;
      const reason = reasonIn(change.reason);
      const data = { needed, reason, byId: person.id, at: ctx.now };
      await tx.runNeed.upsert({
        where: { runId_key_need: { runId, key, need } },
        create: { runId, key, need, ...data },
        update: data,
      });
      await moveEpoch(tx, runId);
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: needed ? "need.added" : "need.removed",
        subject: { kind: "need", key, ...(index.items.has(key) ? { item: key } : {}) },
        change: { need: { from: needed ? null : need, to: needed ? need : null } },
        text: reason ?? undefined,
      });
    }
    const rows = await tx.runNeed.findMany({ where: { runId }, orderBy: [{ key: "asc" }, { need: "asc" }] });
    return accept({ needs: rows.map(({ runId: _, at, ...row }) => ({ ...row, at: at.toISOString() })) });
  });
}
