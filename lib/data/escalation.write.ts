import { escalationTiers, pagingStep, tiersByWays } from "@/lib/domain/escalation";
import type { EscalationRow, EscalationTier } from "@/lib/domain/go-live-rows";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { pagedIn, pageFrom } from "./escalation-page.write";
import { channelsOf } from "./message-setting.read";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Pages the first tier that a message reaches; the next one follows by itself when nobody acknowledges in time. */
export async function startEscalation(
  ctx: Context,
  runId: string,
  { subject, waitMinutes }: { subject: string; waitMinutes: number },
): Promise<Result<EscalationRow>> {
  return changeRun(ctx, runId, "escalation.start", async (tx, { run }) => {
    const { person, workspaceId } = ctx.actor;
    const snapshot = await readSnapshot(tx, workspaceId, runId);
    if (!person || !snapshot) return runNotFound;
    const ways = await channelsOf(tx, workspaceId);
    const tiers = tiersByWays(escalationTiers(snapshot, ctx.now.getTime()), ways);
    if (!tiers.some(({ people }) => people.length > 0)) {
      return refuse("conflict", "There is nobody to page: the checklist has no contacts and the run no roster.");
    }
    const begun = await tx.escalation.create({
      data: { runId, subject, tiers, waitMinutes, startedById: person.id, startedAt: ctx.now },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "escalation.started",
      subject: { kind: "escalation", key: begun.id },
      change: {
        waitMinutes,
        tiers: tiers.length,
        ...(pagingStep(tiers, 0, ways).page === 0 ? pagedIn(tiers[0], ways) : {}),
      },
      text: subject,
    });
    const row = await pageFrom(tx, ctx, run, { ...escalationRow(begun), by: person.name }, 0, ways);
    return accept(escalationRow(row));
  });
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
