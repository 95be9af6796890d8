import type { WorkspaceRole } from "@/lib/domain/actor";
import { nextTier, tierWords, toCall } from "@/lib/domain/escalation";
import type { EscalationTier } from "@/lib/domain/go-live-rows";
import { pageMail } from "@/lib/domain/mail-words";
import { duration } from "@/lib/domain/plain-text";
import { takesPart } from "@/lib/domain/takes-part";
import { env } from "@/lib/env";
import { acknowledgeToken } from "@/lib/storage/acknowledge-token";
import type { Transaction } from "./database";
import { enqueue } from "./job.write";
import { type NewMessage, queueMessages, type Sender } from "./message.write";
import { channelsOf } from "./message-setting.read";

export type Paging = {
  id: string;
  subject: string;
  tiers: EscalationTier[];
  tier: number;
  waitMinutes: number;
  /** Who began it, by name. */
  by: string;
  nextAt: Date;
};

/** Pages a tier by every way there is, and has the queue look again when its time is over. */
export async function pageTier(
  tx: Transaction,
  sender: Sender & { run: { id: string; name: string; rehearsal: boolean } },
  page: Paging,
): Promise<void> {
  const { workspaceId, run } = sender;
  const ways = await channelsOf(tx, workspaceId);
  const next = nextTier(page);
  const called = toCall(page.tiers[page.tier]);
  const words = (who: string) =>
    pageMail({
      run: run.name,
      subject: page.subject,
      by: page.by,
      tier: tierWords(page.tiers, page.tier),
      next:
        next === null
          ? "There is no other tier after this one."
          : `Without an answer in ${duration(page.waitMinutes)}, ${tierWords(page.tiers, next).toLowerCase()} is paged.`,
      call: called.map(({ name, reach }) => `${name} (${reach})`),
      acknowledge: acknowledgeLink(page.id, who),
      url: `${env().GONOGO_URL}/runs/${run.id}/live`,
    });
  const message = { kind: "page", aboutId: page.id } as const;
  const key = pageKey(page.id, page.tier);
  const people = page.tiers[page.tier]?.people ?? [];
  const messages: NewMessage[] = [];
  for (const [at, { name, to }] of people.entries()) {
    if (to !== null && ways.mail)
      messages.push({
        ...message,
        ...words(`${page.tier}-${at}`),
        channel: "mail",
        recipient: to,
        name,
        key: `${key} mail ${at}`,
      });
  }
  // Whom no message reaches, somebody calls: the lead is told, whoever else is.
  const lead = called.length > 0 && ways.mail ? await leadOf(tx, workspaceId, run.id) : null;
  if (lead && !people.some(({ to }) => to === lead.email)) {
    const about = { channel: "mail" as const, recipient: lead.email, name: lead.name, key: `${key} lead` };
    messages.push({ ...message, ...words("lead"), ...about });
  }
  for (const channel of ["chat", "webhook"] as const) {
    const way = ways[channel];
    if (way) messages.push({ ...message, ...words(channel), channel, recipient: way.host, key: `${key} ${channel}` });
  }
  await queueMessages(tx, sender, messages);
  await enqueue(tx, {
    name: "escalation.next",
    key: `${page.id} ${page.tier + 1}`,
    at: page.nextAt,
    payload: { workspaceId, runId: run.id, id: page.id, tier: page.tier + 1 },
  });
}

/** What the keys of a tier's messages begin with. */
export function pageKey(escalationId: string, tier: number): string {
  return `page ${escalationId} ${tier}`;
}

/** Null when the lead doesn't take part any more. */
async function leadOf(tx: Transaction, workspaceId: string, runId: string) {
  const { leadId } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { leadId: true } });
  const found = await tx.membership.findFirst({
    where: { workspaceId, personId: leadId, disabledAt: null, person: { disabledAt: null } },
    select: { roles: true, person: { select: { email: true, name: true } } },
  });
  return found && takesPart({ roles: found.roles as WorkspaceRole[], disabled: false }) ? found.person : null;
}

export function acknowledgeLink(escalationId: string, who: string): string {
  return `${env().GONOGO_URL}/ack/${acknowledgeToken({ escalationId, who })}`;
}

/** When the next tier's turn is, if nobody answers; sooner in a rehearsal. */
export function waitUntil(now: Date, waitMinutes: number, timeScale: number): Date {
  return new Date(now.getTime() + (waitMinutes * 60_000) / timeScale);
}
