import type { Actor } from "@/lib/domain/actor";
import { accountMail } from "@/lib/domain/mail-words";
import { utcMinute } from "@/lib/domain/variable";
import { env, mailSender } from "@/lib/env";
import { type AuditInput, auditWorkspace } from "./audit.write";
import type { Transaction } from "./database";
import { queueMessages } from "./message.write";

/**
 * An account belongs to its person, not to one workspace: each of theirs learns of it, in id order, against deadlock;
 * and of how they sign in the person does, by mail: whoever changed it may not be them.
 */
export async function auditPerson(
  tx: Transaction,
  actor: Actor | null,
  personId: string,
  now: Date,
  input: Omit<AuditInput, "subject">,
): Promise<void> {
  const memberships = await tx.membership.findMany({
    where: { personId },
    select: { workspaceId: true },
    orderBy: { workspaceId: "asc" },
  });
  for (const { workspaceId } of memberships) {
    await auditWorkspace(tx, actor, workspaceId, now, { ...input, subject: { kind: "person", key: personId } });
  }
  await tellOwner(tx, personId, input.action, now, memberships[0]?.workspaceId);
}

async function tellOwner(
  tx: Transaction,
  personId: string,
  action: string,
  now: Date,
  workspaceId: string | undefined,
): Promise<void> {
  if (workspaceId === undefined || mailSender() === null) return;
  const { name, email } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true },
  });
  const words = accountMail(action, { name, at: utcMinute(now.toISOString()), url: `${env().GONOGO_URL}/settings` });
  if (words === null) return;
  const key = `account ${personId} ${action} ${now.toISOString()}`;
  await queueMessages(tx, { workspaceId, byId: null, now }, [
    { ...words, kind: "account", channel: "mail", recipient: email, name, key },
  ]);
}
