import { z } from "zod";
import { acknowledgeByWebhook } from "@/lib/data/escalation-acknowledge.write";
import { beginSending, endSending, type OutgoingMessage } from "@/lib/data/message-send.write";
import { readTargets } from "@/lib/data/message-setting.read";
import type { JobPayload } from "@/lib/domain/job";
import { messageTooOldMs } from "@/lib/domain/message";
import { env } from "@/lib/env";
import { postToChat } from "@/lib/notify/chat";
import { sendMail } from "@/lib/notify/mail";
import { Unsent } from "@/lib/notify/unsent";
import { postWebhook } from "@/lib/notify/webhook";
import { acknowledgeToken } from "@/lib/storage/acknowledge-token";
import { webhookSecret } from "@/lib/storage/webhook-secret";
import type { JobContext } from "./handler";

const answerSchema = z.object({ acknowledged: z.literal(true), by: z.string().trim().min(1).max(120).optional() });

/** Who took a page over, when the receiver's answer says that somebody did. */
function acknowledgement(answer: string): string | null {
  try {
    const read = answerSchema.safeParse(JSON.parse(answer)).data;
    return read ? (read.by ?? "the webhook’s receiver") : null;
  } catch {
    return null;
  }
}

/**
 * Sends one message and writes down what became of it. An instance that dies between the two sends it again, under the
 * same id: mail servers and receivers of webhooks can tell.
 */
export async function sendMessage(ctx: JobContext, payload: JobPayload<"message.send">): Promise<void> {
  const { db, now, last } = ctx;
  const message = await beginSending(db, payload.messageId, now);
  if (!message) return;
  try {
    if (now.getTime() - Date.parse(payload.queuedAt) > messageTooOldMs) {
      throw new Unsent("It waited for more than a day. Send it again if it still matters.", true);
    }
    await deliver(ctx, message);
  } catch (error) {
    const over = last || (error instanceof Unsent && error.final);
    const reason = error instanceof Unsent ? error.message : "Something broke on our side.";
    await endSending(db, message, { state: over ? "failed" : "queued", reason }, now);
    if (over && error instanceof Unsent) return;
    throw error;
  }
  await endSending(db, message, { state: "sent" }, now);
}

async function deliver({ db, now }: JobContext, message: OutgoingMessage): Promise<void> {
  const { id, workspaceId, channel, recipient, name, subject, body, run, kind, aboutId } = message;
  if (body === "") throw new Unsent("Its text can't be opened: GONOGO_SECRET is another one now.", true);
  if (channel === "mail") return sendMail({ id, to: recipient, name, subject, text: body });
  const { chatUrl, webhookUrl, secretVersion } = await readTargets(db, workspaceId);
  const url = channel === "chat" ? chatUrl : webhookUrl;
  if (url === null) throw new Unsent(`No ${channel} is set up any more.`, true);
  if (channel === "chat") return postToChat(url, { id, subject, text: body });
  const token =
    (kind === "page" || kind === "unanswered") && aboutId !== null
      ? acknowledgeToken({ escalationId: aboutId, who: "webhook" })
      : undefined;
  const answer = await postWebhook(
    url,
    webhookSecret(workspaceId, secretVersion),
    {
      id,
      kind,
      at: now.toISOString(),
      subject,
      text: body,
      run: run && { ...run, url: `${env().GONOGO_URL}/runs/${run.id}` },
      acknowledge: token === undefined ? undefined : { link: `${env().GONOGO_URL}/ack/${token}`, token },
    },
    now,
  );
  const taken = token && aboutId ? acknowledgement(answer) : null;
  if (taken && aboutId) await acknowledgeByWebhook({ db, now }, aboutId, taken);
}
