import type { WorkspaceRole } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";
import { pagingStep, tierWords, toCall } from "@/lib/domain/escalation";
import type { EscalationTier } from "@/lib/domain/go-live-rows";
import { pageMail, unansweredMail } from "@/lib/domain/mail-words";
import type { Messaging } from "@/lib/domain/message";
import { duration } from "@/lib/domain/plain-text";
import { takesPart } from "@/lib/domain/takes-part";
import { env } from "@/lib/env";
import { acknowledgeToken } from "@/lib/storage/acknowledge-token";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { enqueue } from "./job.write";
import { type NewMessage, queueMessages, type Sender } from "./message.write";
import { knownRecipients } from "./recipient.read";

type PagedRun = { id: string; name: string; rehearsal: boolean; timeScale: number };

export type Paging = {
  id: string;
  subject: string;
  tiers: EscalationTier[];
  waitMinutes: number;
  /** Who began it, by name. */
  by: string;
};

/**
 * Pages the next tier that a message can leave to, from one on, and has the queue look again when its time is over. Those
 * before it are passed over at once, and recorded as not paged; when none is left, the lead is told. Gives the row then.
 */
export async function pageFrom(
  tx: Transaction,
  ctx: Context,
  run: PagedRun,
  page: Paging,
  from: number,
  ways: Messaging,
) {
  const { workspaceId, person } = ctx.actor;
  const reached = await reachedNow(tx, workspaceId, page.tiers);
  const { passed, page: tier } = pagingStep(reached, from, ways);
  const tiers = reached.map((each, at) =>
    at === tier ? { ...each, paged: true } : passed.includes(at) ? { ...each, paged: false } : each,
  );
  const record = (action: string, change?: object) =>
    auditRun(tx, ctx.actor, run.id, ctx.now, {
      action: `escalation.${action}`,
      subject: { kind: "escalation", key: page.id },
      ...(change ? { change: { ...change } } : {}),
    });
  for (const at of passed) {
    const notPaged = page.tiers[at]?.people.map(({ name }) => name) ?? [];
    await record("passed_over", { tier: page.tiers[at]?.tier ?? null, paged: [], notPaged });
  }
  const sender = { workspaceId, run, byId: person?.id ?? null, now: ctx.now };
  const call = callNow(tiers, [...passed, ...(tier === null ? [] : [tier])]);
  if (tier === null) {
    await record("exhausted");
    await tellUnanswered(tx, sender, { ...page, tiers, call }, ways);
    const end = { tier: page.tiers.length - 1, nextAt: null, exhaustedAt: ctx.now };
    return tx.escalation.update({ where: { id: page.id }, data: { tiers, ...end } });
  }
  const nextAt = waitUntil(ctx.now, page.waitMinutes, run.timeScale);
  await pageTier(tx, sender, { ...page, tiers, tier, nextAt, call }, ways);
  // The first tier's page stands in the entry of the beginning.
  if (tier > 0) await record("escalated", { tier: tiers[tier]?.tier ?? null, ...pagedIn(tiers[tier], ways) });
  return tx.escalation.update({ where: { id: page.id }, data: { tiers, tier, nextAt } });
}

/** For the history: who was paged and how, and who was not, as no message reaches them. */
export function pagedIn(tier: EscalationTier | undefined, ways: Messaging) {
  const called = toCall(tier).map(({ name }) => name);
  const paged = ways.mail ? (tier?.people.flatMap(({ name, to }) => (to === null ? [] : [name])) ?? []) : [];
  const channels = [
    ...(paged.length > 0 ? ["mail"] : []),
    ...(["chat", "webhook"] as const).filter((way) => ways[way] !== null),
  ];
  return { paged, channels, ...(called.length > 0 ? { notPaged: called } : {}) };
}

/** Whom no message reaches, with their numbers. */
function callNow(tiers: readonly EscalationTier[], which: readonly number[]): string[] {
  return which.flatMap((at) => toCall(tiers[at])).map(({ name, reach }) => `${name} (${reach})`);
}

/** Tiers are fixed when a page begins: whoever left since gets nothing, and has to be called like all whom no message reaches. */
async function reachedNow(tx: Transaction, workspaceId: string, tiers: readonly EscalationTier[]) {
  const emails = tiers.flatMap(({ people }) => people.flatMap(({ to }) => (to === null ? [] : normaliseEmail(to))));
  const known = await knownRecipients(tx, workspaceId, { emails });
  const left = new Set(known.filter((one) => one.left).map(({ email }) => email));
  const without = (one: EscalationTier["people"][number]) =>
    one.to !== null && left.has(normaliseEmail(one.to)) ? { ...one, to: null } : one;
  return tiers.map((tier) => ({ ...tier, people: tier.people.map(without) }));
}

type PageSender = Sender & { run: PagedRun };

/** Pages a tier by every way there is. */
async function pageTier(
  tx: Transaction,
  sender: PageSender,
  page: Paging & { tier: number; nextAt: Date; call: readonly string[] },
  ways: Messaging,
): Promise<void> {
  const { workspaceId, run } = sender;
  const { page: next } = pagingStep(page.tiers, page.tier + 1, ways);
  const words = (who: string) =>
    pageMail({
      run: run.name,
      subject: page.subject,
      by: page.by,
      tier: tierWords(page.tiers, page.tier),
      next:
        next === null
          ? "There is no other tier to page after this one."
          : `Without an answer in ${duration(page.waitMinutes)}, ${tierWords(page.tiers, next).toLowerCase()} is paged.`,
      call: page.call,
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
  const lead = page.call.length > 0 && ways.mail ? await leadOf(tx, workspaceId, run.id) : null;
  if (lead && !people.some(({ to }) => to === lead.email)) {
    const about = { channel: "mail" as const, recipient: lead.email, name: lead.name, key: `${key} lead` };
    messages.push({ ...message, ...words("lead"), ...about });
  }
  messages.push(...elsewhere(ways, key).map((about) => ({ ...message, ...words(about.channel), ...about })));
  await queueMessages(tx, sender, messages);
  await enqueue(tx, {
    name: "escalation.next",
    key: `${page.id} ${page.tier + 1}`,
    at: page.nextAt,
    payload: { workspaceId, runId: run.id, id: page.id, tier: page.tier + 1 },
  });
}

/** Tells the lead, and wherever else pages go, that nobody is left to page. */
async function tellUnanswered(
  tx: Transaction,
  sender: PageSender,
  page: Paging & { call: readonly string[] },
  ways: Messaging,
): Promise<void> {
  const { workspaceId, run } = sender;
  const words = (who: string) =>
    unansweredMail({
      run: run.name,
      subject: page.subject,
      by: page.by,
      paged: page.tiers.some(({ paged }) => paged !== false),
      call: page.call,
      acknowledge: acknowledgeLink(page.id, who),
      url: `${env().GONOGO_URL}/runs/${run.id}/live`,
    });
  const message = { kind: "unanswered", aboutId: page.id } as const;
  const key = `unanswered ${page.id}`;
  const lead = ways.mail ? await leadOf(tx, workspaceId, run.id) : null;
  const toLead = lead
    ? [{ channel: "mail" as const, recipient: lead.email, name: lead.name, key: `${key} lead`, ...words("lead") }]
    : [];
  const others = elsewhere(ways, key).map((about) => ({ ...about, ...words(about.channel) }));
  await queueMessages(
    tx,
    sender,
    [...toLead, ...others].map((each) => ({ ...message, ...each })),
  );
}

/** One message to the chat and one to the webhook, where there are. */
function elsewhere(ways: Messaging, key: string) {
  return (["chat", "webhook"] as const).flatMap((channel) => {
    const way = ways[channel];
    return way ? [{ channel, recipient: way.host, key: `${key} ${channel}` }] : [];
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

function acknowledgeLink(escalationId: string, who: string): string {
  return `${env().GONOGO_URL}/ack/${acknowledgeToken({ escalationId, who })}`;
}

/** When the next tier's turn is, if nobody answers; sooner in a rehearsal. */
function waitUntil(now: Date, waitMinutes: number, timeScale: number): Date {
  return new Date(now.getTime() + (waitMinutes * 60_000) / timeScale);
}
