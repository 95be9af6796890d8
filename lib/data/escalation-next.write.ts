import { pageUnderWay } from "@/lib/domain/escalation";
import { accept } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { escalationRow } from "./escalation.write";
import { pageFrom, pageKey } from "./escalation-page.write";
import { channelsOf } from "./message-setting.read";
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
      include: { run: { select: { id: true, name: true, rehearsal: true, timeScale: true } } },
    });
    if (!found) return accept(null);
    const paged = await tx.message.findMany({
      where: { aboutId: id, key: { startsWith: `${pageKey(id, tier - 1)} ` } },
      select: { state: true, reason: true },
    });
    if (pageUnderWay(paged, { nextAt: found.nextAt, now: ctx.now })) {
      return accept(new Date(ctx.now.getTime() + againMs));
    }
    const ways = await channelsOf(tx, workspaceId);
    const by = await tx.person.findUnique({ where: { id: found.startedById }, select: { name: true } });
    const page = { ...escalationRow(found), by: by?.name ?? "somebody who left" };
    await pageFrom(tx, ctx, found.run, page, tier, ways);
    return accept(null);
  });
  return done.ok ? done.value : null;
}
