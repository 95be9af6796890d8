import { createHash, randomUUID } from "node:crypto";
import { messageLane } from "@/lib/domain/job";
import type { MessageChannel, MessageKind, MessageView } from "@/lib/domain/message";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { sealSecret } from "@/lib/storage/sealed-secret";
import { auditRun, auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { enqueue } from "./job.write";
import { freshActor } from "./membership.read";
import { messageView, viewed } from "./message.read";
import { channelsOf } from "./message-setting.read";
import { runNotFound, scopeRun } from "./run-scope.read";
import { transact } from "./transact";

export type NewMessage = {
  kind: MessageKind;
  channel: MessageChannel;
  recipient: string;
  name?: string | null;
  subject: string;
  body: string;
  /** Its text opens something: kept sealed, and only until it is sent. */
  secret?: true;
  /** The same key is the same message. */
  key: string;
  aboutId?: string;
};

export type Sender = { workspaceId: string; run?: { id: string; rehearsal: boolean }; byId: string | null; now: Date };

/**
 * Puts messages into the outbox, in the transaction of what they tell of, and has the queue send them. Nothing of a
 * rehearsal leaves: its messages are kept as what would have been sent.
 */
export async function queueMessages(tx: Transaction, sender: Sender, messages: readonly NewMessage[]): Promise<void> {
  const { workspaceId, run, byId, now } = sender;
  for (const { secret, body, subject, ...message } of messages) {
    const id = randomUUID();
    const state = run?.rehearsal ? "withheld" : "queued";
    const { count } = await tx.message.createMany({
      data: {
        ...message,
        id,
        workspaceId,
        runId: run?.id ?? null,
        subject: subject.replaceAll(/\s+/g, " ").trim().slice(0, 200),
        body: secret ? null : body,
        sealedBody: secret ? sealSecret(Buffer.from(body), `message ${id}`) : null,
        bodySha256: Uint8Array.from(createHash("sha256").update(body).digest()),
        state,
        createdById: byId,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 1 && state === "queued") await sendSoon(tx, { ...message, id, attempts: 0 }, now);
  }
}

function sendSoon(
  tx: Transaction,
  message: { id: string; attempts: number; kind: MessageKind; channel: MessageChannel },
  now: Date,
): Promise<void> {
  const { id, attempts } = message;
  const payload = { messageId: id, queuedAt: now.toISOString() };
  return enqueue(tx, { name: "message.send", key: `${id} ${attempts}`, at: now, payload, lane: messageLane(message) });
}

/** Sends again what failed for good: the lead's in a run, an admin's everywhere. */
export async function retryMessage(ctx: Context, id: string): Promise<Result<MessageView>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { workspaceId } = actor;
    const found = await tx.message.findFirst({ where: { id, workspaceId }, select: { runId: true } });
    if (!found) return runNotFound;
    if (found.runId) {
      const scope = await scopeRun({ actor, db: tx, now: ctx.now }, found.runId, "message.retry");
      if (!scope.ok) return scope;
    } else if (!may(actor, "message.retry")) {
      return refuse("forbidden", "Only admins send this again.");
    }
    const [row] = await tx.message.updateManyAndReturn({
      where: { id, state: "failed" },
      data: { state: "queued", reason: null },
      select: { ...viewed, body: true, sealedBody: true },
    });
    if (!row) return refuse("already_done", "Only a message that failed is sent again.");
    if (row.body === null && row.sealedBody === null) return refuse("conflict", "Its text is gone. Make a new one.");
    const view = messageView(row);
    await sendSoon(tx, view, ctx.now);
    const entry = { action: "message.retried", subject: { kind: "message" as const, key: id } };
    if (found.runId) await auditRun(tx, actor, found.runId, ctx.now, entry);
    else await auditWorkspace(tx, actor, workspaceId, ctx.now, entry);
    return accept(view);
  });
}

/** Sends a few words one way, to see whether it is open; mail goes to whoever asks. */
export async function testMessaging(ctx: Context, channel: MessageChannel): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { workspaceId, person } = actor;
    if (!person || !may(actor, "messaging.edit")) return refuse("forbidden", "Only admins send tests, signed in.");
    const channels = await channelsOf(tx, workspaceId);
    if (channels[channel] === null) return refuse("conflict", "This way is not set up.");
    const recipient = channel === "mail" ? person.email : (channels[channel]?.host ?? "");
    const message: NewMessage = {
      kind: "test",
      channel,
      recipient,
      name: channel === "mail" ? person.name : null,
      subject: "A test from Gonogo",
      body: `${person.name} sent this to see whether messages arrive. They do.`,
      key: `test ${randomUUID()}`,
    };
    await queueMessages(tx, { workspaceId, byId: person.id, now: ctx.now }, [message]);
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "messaging.tested",
      subject: { kind: "workspace", key: workspaceId },
      change: { channel },
    });
    return accept(null);
  });
}
