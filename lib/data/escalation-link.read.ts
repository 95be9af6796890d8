import type { EscalationTier } from "@/lib/domain/go-live-rows";
import { readAcknowledgeToken } from "@/lib/storage/acknowledge-token";
import type { Database } from "./database";

/** What a link that somebody was paged with is about; null when it isn't ours. */
export async function findPage(db: Database, token: string) {
  const read = readAcknowledgeToken(token);
  const row = read && (await db.escalation.findUnique({ where: { id: read.escalationId }, include: { run: true } }));
  if (!read || !row) return null;
  const { id, subject, runId, acknowledgedAt, acknowledgedBy } = row;
  return {
    id,
    subject,
    runId,
    run: row.run.name,
    by: nameOf(row.tiers as EscalationTier[], read.who),
    via: read.who === "webhook" ? ("webhook" as const) : ("link" as const),
    acknowledged: acknowledgedAt && { at: acknowledgedAt.toISOString(), by: acknowledgedBy ?? "" },
  };
}

function nameOf(tiers: readonly EscalationTier[], who: string): string {
  if (who === "chat") return "somebody in the chat";
  if (who === "webhook") return "the webhook’s receiver";
  if (who === "lead") return "the lead";
  const [tier = 0, at = 0] = who.split("-").map(Number);
  return tiers[tier]?.people[at]?.name ?? "somebody who was paged";
}
