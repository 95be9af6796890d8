import { escalationTiers, toCall } from "@/lib/domain/escalation";
import type { EscalationRow, EscalationTier } from "@/lib/domain/go-live-rows";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { pageTier, waitUntil } from "./escalation-page.write";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Pages the first tier; the next one follows by itself when nobody acknowledges in time. */
export async function startEscalation(
  ctx: Context,
  runId: string,
  { subject, waitMinutes }: { subject: string; waitMinutes: number },
): Promise<Result<EscalationRow>> {
  return changeRun(ctx, runId, "escalation.start", async (tx, { run }) => {
    const { person, workspaceId } = ctx.actor;
    const snapshot = await readSnapshot(tx, workspaceId, runId);
    if (!person || !snapshot) return runNotFound;
    const tiers = escalationTiers(snapshot, ctx.now.getTime());
    if (!tiers.some(({ people }) => people.length > 0)) {
      return refuse("conflict", "There is nobody to page: the checklist has no contacts and the run no roster.");
    }
    const nextAt = waitUntil(ctx.now, waitMinutes, run.timeScale);
    const row = await tx.escalation.create({
      data: { runId, subject, tiers, waitMinutes, startedById: person.id, startedAt: ctx.now, nextAt },
    });
    await pageTier(
      tx,
      { workspaceId, run: { id: runId, name: run.name, rehearsal: run.rehearsal }, byId: person.id, now: ctx.now },
      { id: row.id, subject, tiers, tier: 0, waitMinutes, by: person.name, nextAt },
    );
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "escalation.started",
      subject: { kind: "escalation", key: row.id },
      change: { waitMinutes, ...reachedIn(tiers[0]), tiers: tiers.length },
      text: subject,
    });
    return accept(escalationRow(row));
  });
}

/** For the history: who was paged, and who was not, as no message reaches them. */
export function reachedIn(tier: EscalationTier | undefined) {
  const called = toCall(tier).map(({ name }) => name);
  const paged = tier?.people.flatMap(({ name, to }) => (to === null ? [] : [name])) ?? [];
  return { paged, ...(called.length > 0 ? { notPaged: called } : {}) };
}

type Row = Omit<
  EscalationRow,
  "tiers" | "startedAt" | "nextAt" | "acknowledgedAt" | "acknowledgedVia" | "exhaustedAt"
> & {
  tiers: unknown;
  startedAt: Date;
  nextAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedVia: string | null;
  exhaustedAt: Date | null;
};

export function escalationRow(row: Row): EscalationRow {
  const { id, subject, waitMinutes, tier, startedById, acknowledgedBy } = row;
  return {
    id,
    subject,
    tiers: row.tiers as EscalationTier[],
    waitMinutes,
    tier,
    startedById,
    startedAt: row.startedAt.toISOString(),
    nextAt: row.nextAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy,
    acknowledgedVia: row.acknowledgedVia as EscalationRow["acknowledgedVia"],
    exhaustedAt: row.exhaustedAt?.toISOString() ?? null,
  };
}
