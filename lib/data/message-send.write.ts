import { systemActor } from "@/lib/domain/actor";
import type { MessageChannel, MessageKind } from "@/lib/domain/message";
import { accept } from "@/lib/domain/refusal";
import { openSecret } from "@/lib/storage/sealed-secret";
import { auditRun } from "./audit.write";
import type { Database, Transaction } from "./database";
import { transact } from "./transact";

export type OutgoingMessage = {
  id: string;
  workspaceId: string;
  run: { id: string; name: string } | null;
  kind: MessageKind;
  channel: MessageChannel;
  recipient: string;
  name: string | null;
  subject: string;
  body: string;
  aboutId: string | null;
};

/** Counts an attempt and gives what is to be sent; null when it was sent already or is not to be. */
export async function beginSending(db: Database, id: string, now: Date): Promise<OutgoingMessage | null> {
  const [row] = await db.message.updateManyAndReturn({
    where: { id, state: "queued" },
    data: { attempts: { increment: 1 }, lastAttemptAt: now },
  });
  if (!row) return null;
  const run = row.runId
    ? await db.run.findUnique({ where: { id: row.runId }, select: { id: true, name: true } })
    : null;
  const sealed = row.sealedBody ? openSecret(row.sealedBody, `message ${id}`)?.toString("utf8") : undefined;
  const { workspaceId, recipient, name, subject, aboutId } = row;
  return {
    id,
    workspaceId,
    run,
    kind: row.kind as MessageKind,
    channel: row.channel as MessageChannel,
    recipient,
    name,
    subject,
    body: row.body ?? sealed ?? "",
    aboutId,
  };
}

/** What became of an attempt: sent, given up, or to be tried again. In a run, what is final goes into its history. */
export async function endSending(
  db: Database,
  message: Pick<OutgoingMessage, "id" | "workspaceId" | "kind" | "channel" | "recipient">,
  end: { state: "sent" } | { state: "failed" | "queued"; reason: string },
  now: Date,
): Promise<void> {
  await transact({ db, now }, async (tx) => {
    const [row] = await tx.message.updateManyAndReturn({
      where: { id: message.id, state: "queued" },
      data: {
        state: end.state,
        reason: end.state === "sent" ? null : end.reason,
        ...(end.state === "sent" ? { sentAt: now, sealedBody: null } : {}),
      },
      select: { runId: true, attempts: true },
    });
    if (row?.runId && end.state !== "queued") await record(tx, message, row, end, now);
    return accept(null);
  });
}

async function record(
  tx: Transaction,
  { id, workspaceId, kind, channel, recipient }: Parameters<typeof endSending>[1],
  { runId, attempts }: { runId: string | null; attempts: number },
  end: { state: string; reason?: string },
  now: Date,
): Promise<void> {
  if (!runId) return;
  await auditRun(tx, systemActor(workspaceId), runId, now, {
    action: end.state === "sent" ? "message.sent" : "message.failed",
    subject: { kind: "message", key: id },
    change: { kind, channel, recipient, attempts, ...(end.reason ? { reason: end.reason } : {}) },
  });
}
