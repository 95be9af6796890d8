import type { Actor } from "@/lib/domain/actor";
import type { EscalationRow } from "@/lib/domain/go-live-rows";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { AnonymousContext, Context } from "./context";
import type { Transaction } from "./database";
import { escalationRow } from "./escalation.write";
import { findPage } from "./escalation-link.read";
import { cancelJob } from "./job.write";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { transact } from "./transact";

type Answerer = { by: string; byId: string | null; via: "session" | "link" | "webhook" };

/** Says that somebody is at it: nobody else is paged. Any member may. */
export async function acknowledgeEscalation(ctx: Context, runId: string, id: string): Promise<Result<EscalationRow>> {
  return changeRun(
    ctx,
    runId,
    "escalation.acknowledge",
    async (tx) => {
      const { person } = ctx.actor;
      if (!person) return runNotFound;
      const found = await tx.escalation.findFirst({ where: { id, runId } });
      if (!found) return runNotFound;
      const who: Answerer = { by: person.name, byId: person.id, via: "session" };
      return record(tx, ctx.actor, { ...found, now: ctx.now }, who);
    },
    { closed: true },
  );
}

/** The same by the link of a page: whoever was paged needs no account. */
export async function acknowledgeByToken(
  ctx: AnonymousContext,
  token: string,
): Promise<Result<{ subject: string; by: string; at: string }>> {
  const page = await findPage(ctx.db, token);
  if (!page) return refuse("not_found", "This link acknowledges nothing.");
  const done = await answer(ctx, page, { by: page.by, byId: null, via: page.via });
  if (!done.ok) return done;
  const { subject, acknowledgedBy, acknowledgedAt } = done.value;
  return accept({ subject, by: acknowledgedBy ?? "", at: acknowledgedAt ?? "" });
}

/** The same by a receiver of webhooks, in its answer. */
export async function acknowledgeByWebhook(ctx: AnonymousContext, id: string, by: string): Promise<void> {
  const row = await ctx.db.escalation.findUnique({ where: { id }, select: { runId: true } });
  if (row) await answer(ctx, { id, runId: row.runId }, { by, byId: null, via: "webhook" });
}

function answer(
  ctx: AnonymousContext,
  { id, runId }: { id: string; runId: string },
  who: Answerer,
): Promise<Result<EscalationRow>> {
  return transact(ctx, async (tx) => {
    await tx.$queryRaw`select 1 from run where id = ${runId} for no key update`;
    const found = await tx.escalation.findUniqueOrThrow({ where: { id } });
    // Two taps on one link are one.
    if (found.acknowledgedAt) return accept(escalationRow(found));
    return record(tx, null, { ...found, now: ctx.now }, who);
  });
}

async function record(
  tx: Transaction,
  actor: Actor | null,
  {
    id,
    runId,
    tier,
    acknowledgedBy,
    now,
  }: { id: string; runId: string; tier: number; acknowledgedBy: string | null; now: Date },
  { by, byId, via }: Answerer,
): Promise<Result<EscalationRow>> {
  const [row] = await tx.escalation.updateManyAndReturn({
    where: { id, acknowledgedAt: null },
    data: { acknowledgedAt: now, acknowledgedBy: by, acknowledgedById: byId, acknowledgedVia: via, nextAt: null },
  });
  if (!row) return refuse("already_done", `${acknowledgedBy ?? "Somebody"} has acknowledged it.`);
  await cancelJob(tx, "escalation.next", `${id} ${tier + 1}`);
  await auditRun(tx, actor, runId, now, {
    action: "escalation.acknowledged",
    subject: { kind: "escalation", key: id },
    change: { by, via },
  });
  return accept(escalationRow(row));
}
