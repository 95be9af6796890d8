import { nextTier, pageUnderWay } from "@/lib/domain/escalation";
import { accept } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { escalationRow, reachedIn } from "./escalation.write";
import { pageKey, pageTier, waitUntil } from "./escalation-page.write";
import { transact } from "./transact";

/** How soon it is looked at again whether a page has left. */
const againMs = 1_000;

/**
 * The time of a tier is over: without an answer the next one is paged, or it is said that nobody is left. The system's.
 * Safe to run twice, and after an answer: it does nothing unless that tier's turn is what comes next. Answers when to
 * look again, as long as the page before it is under way.
 */
export async function escalate(ctx: Context, runId: string, id: string, tier: number): Promise<Date | null> {
  const { workspaceId, credential } = ctx.actor;
  if (credential.kind !== "system") return null;
  const done = await transact<Date | null>(ctx, async (tx) => {
    await tx.$queryRaw`select 1 from run where id = ${runId} and workspace_id = ${workspaceId} for no key update`;
    const found = await tx.escalation.findFirst({
      where: {
        id,
        runId,
        acknowledgedAt: null,
        exhaustedAt: null,
        tier: tier - 1,
        run: { workspaceId, closedAt: null },
      },
      include: { run: { select: { name: true, rehearsal: true, timeScale: true } } },
    });
    if (!found) return accept(null);
    const paged = await tx.message.findMany({
      where: { aboutId: id, key: { startsWith: `${pageKey(id, tier - 1)} ` } },
      select: { state: true, reason: true },
    });
    if (pageUnderWay(paged, { nextAt: found.nextAt, now: ctx.now })) {
      return accept(new Date(ctx.now.getTime() + againMs));
    }
    const { tiers, subject, waitMinutes, startedById } = escalationRow(found);
    const next = nextTier({ tier: tier - 1, tiers });
    const subjectOf = { kind: "escalation" as const, key: id };
    if (next === null) {
      await tx.escalation.update({ where: { id }, data: { exhaustedAt: ctx.now, nextAt: null } });
      await auditRun(tx, ctx.actor, runId, ctx.now, { action: "escalation.exhausted", subject: subjectOf });
      return accept(null);
    }
    const nextAt = waitUntil(ctx.now, waitMinutes, found.run.timeScale);
    await tx.escalation.update({ where: { id }, data: { tier: next, nextAt } });
    const by = await tx.person.findUnique({ where: { id: startedById }, select: { name: true } });
    await pageTier(
      tx,
      {
        workspaceId,
        run: { id: runId, name: found.run.name, rehearsal: found.run.rehearsal },
        byId: null,
        now: ctx.now,
      },
      { id, subject, tiers, tier: next, waitMinutes, by: by?.name ?? "somebody who left", nextAt },
    );
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "escalation.escalated",
      subject: subjectOf,
      change: { tier: tiers[next]?.tier ?? null, ...reachedIn(tiers[next]) },
    });
    return accept(null);
  });
  return done.ok ? done.value : null;
}
