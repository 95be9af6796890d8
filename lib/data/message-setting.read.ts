import type { Messaging } from "@/lib/domain/message";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { mailSender } from "@/lib/env";
import { openSecret } from "@/lib/storage/sealed-secret";
import { webhookSecret } from "@/lib/storage/webhook-secret";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";

export type MessageTargets = { chatUrl: string | null; webhookUrl: string | null; secretVersion: number };

/** Where chat and webhooks of a workspace go, opened. An address sealed under another GONOGO_SECRET counts as none. */
export async function readTargets(db: Database | Transaction, workspaceId: string): Promise<MessageTargets> {
  const row = await db.messageSetting.findUnique({ where: { workspaceId } });
  const open = (sealed: Uint8Array | null | undefined, what: string) =>
    sealed ? (openSecret(sealed, `${what} ${workspaceId}`)?.toString("utf8") ?? null) : null;
  return {
    chatUrl: open(row?.chatUrl, "chat"),
    webhookUrl: open(row?.webhookUrl, "webhook"),
    secretVersion: row?.secretVersion ?? 1,
  };
}

export async function channelsOf(db: Database | Transaction, workspaceId: string): Promise<Messaging> {
  const { chatUrl, webhookUrl } = await readTargets(db, workspaceId);
  const from = mailSender();
  return {
    mail: from === null ? null : { from },
    chat: chatUrl === null ? null : { host: hostOf(chatUrl) },
    webhook: webhookUrl === null ? null : { host: hostOf(webhookUrl) },
  };
}

/** The ways a message can take from here. */
export async function readMessaging(ctx: Context): Promise<Result<Messaging>> {
  if (!may(ctx.actor, "workspace.read")) return refuse("forbidden", "This token may not read the workspace.");
  return accept(await channelsOf(ctx.db, ctx.actor.workspaceId));
}

/** What webhooks of the workspace are signed with, for whoever sets their receiver up. */
export async function readWebhookSecret(ctx: Context): Promise<Result<{ secret: string }>> {
  const { workspaceId } = ctx.actor;
  if (!may(ctx.actor, "messaging.edit")) return refuse("forbidden", "Only admins see the webhook's secret, signed in.");
  return accept({ secret: webhookSecret(workspaceId, (await readTargets(ctx.db, workspaceId)).secretVersion) });
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
