import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { isInForce } from "@/lib/domain/delegation";
import { rollbackMail } from "@/lib/domain/mail-words";
import { plainText } from "@/lib/domain/plain-text";
import { indexRoster } from "@/lib/domain/roster";
import type { RosterEntry, RunHead, TriggerRow } from "@/lib/domain/run";
import type { DelegationRow } from "@/lib/domain/signing-rows";
import { takesPart } from "@/lib/domain/takes-part";
import { type Trigger, triggerSchema } from "@/lib/domain/template-leaves";
import { env } from "@/lib/env";
import { auditRun } from "./audit.write";
import type { Transaction } from "./database";
import { type NewMessage, queueMessages } from "./message.write";
import { channelsOf } from "./message-setting.read";

export type AlertedRun = {
  run: Pick<RunHead, "id" | "name" | "leadId" | "rehearsal">;
  roster: readonly RosterEntry[];
  delegations: readonly DelegationRow[];
};

export type Firing = {
  id: string;
  firedAt: Date;
  firedById: string | null;
  refiredAt: Date | null;
  refiredById: string | null;
  measured: string | null;
};

/** What a firing says of the trigger that fired. */
export function firedRow({ key, tier, reaction, title }: FiredRow): Pick<TriggerRow, keyof FiredRow> {
  return { key, tier: triggerSchema.shape.tier.safeParse(tier).data ?? null, reaction, title };
}

type FiredRow = { key: string; tier: string | null; reaction: number | null; title: string | null };

/**
 * Tells everyone in the run, and who signs for them, but whoever fired it, by mail, chat and webhook, that a trigger
 * calls for rollback. Once per firing, and once more each time it came true again; the caller holds the run's row. Where
 * nothing is set up, nothing is sent and nothing said.
 */
export async function alertRollback(
  tx: Transaction,
  { actor, now }: { actor: Actor; now: Date },
  { run, roster, delegations }: AlertedRun,
  trigger: Pick<Trigger, "key" | "title">,
  firing: Firing,
): Promise<void> {
  const { workspaceId } = actor;
  const about = { kind: "rollback", aboutId: firing.id } as const;
  const since = firing.refiredAt ?? firing.firedAt;
  const firedById = firing.refiredAt ? firing.refiredById : firing.firedById;
  if ((await tx.message.count({ where: { ...about, createdAt: { gte: since } } })) > 0) return;
  const ways = await channelsOf(tx, workspaceId);
  const holding = { roster: indexRoster(roster), delegations, nowMs: now.getTime() };
  const delegates = delegations.filter((row) => isInForce(row, holding)).map(({ toId }) => toId);
  const everyone = [run.leadId, ...roster.map(({ personId }) => personId), ...delegates];
  const people = ways.mail ? await reachable(tx, workspaceId, everyone, firedById) : [];
  const by = await nameOf(tx, firedById);
  const words = rollbackMail({
    run: run.name,
    trigger: plainText(trigger.title),
    by,
    at: since,
    again: firing.refiredAt !== null,
    measured: firing.measured,
    waited: now > since,
    url: `${env().GONOGO_URL}/runs/${run.id}/live`,
  });
  const key = ["rollback", firing.id, ...(firing.refiredAt ? [firing.refiredAt.getTime()] : [])].join(" ");
  const messages = people.map(
    ({ id, email, name }): NewMessage => ({
      ...about,
      ...words,
      channel: "mail",
      recipient: email,
      name,
      key: `${key} mail ${id}`,
    }),
  );
  for (const channel of ["chat", "webhook"] as const) {
    const way = ways[channel];
    if (way) messages.push({ ...about, ...words, channel, recipient: way.host, key: `${key} ${channel}` });
  }
  if (messages.length === 0) return;
  const { id, rehearsal } = run;
  await queueMessages(tx, { workspaceId, run: { id, rehearsal }, byId: actor.person?.id ?? null, now }, messages);
  await auditRun(tx, actor, id, now, {
    action: "trigger.alerted",
    subject: { kind: "trigger", key: trigger.key },
    change: {
      people: people.map((person) => person.id),
      channels: [...new Set(messages.map(({ channel }) => channel))],
      ...(rehearsal ? { rehearsal } : {}),
    },
  });
}

/** Who takes part, once each. */
async function reachable(tx: Transaction, workspaceId: string, everyone: readonly string[], firedById: string | null) {
  const ids = everyone.filter((id) => id !== firedById);
  const rows = await tx.membership.findMany({
    where: { workspaceId, personId: { in: ids } },
    orderBy: { personId: "asc" },
    select: {
      roles: true,
      disabledAt: true,
      person: { select: { id: true, email: true, name: true, disabledAt: true } },
    },
  });
  return rows.flatMap(({ roles, disabledAt, person }) => {
    const disabled = disabledAt !== null || person.disabledAt !== null;
    return takesPart({ roles: roles as WorkspaceRole[], disabled }) ? person : [];
  });
}

async function nameOf(tx: Transaction, id: string | null): Promise<string> {
  if (id === null) return "a monitor";
  const person = await tx.person.findUnique({ where: { id }, select: { name: true } });
  return person?.name ?? "somebody who left";
}
