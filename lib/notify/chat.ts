import { env } from "@/lib/env";
import { postJson } from "./post-json";

/** Posts a text to an incoming webhook of Slack, Mattermost, Teams, or what understands theirs. */
export async function postToChat(url: string, message: { id: string; subject: string; text: string }): Promise<void> {
  const { id, subject, text } = message;
  const body = text.startsWith(subject) ? text : `*${subject}*\n${text}`;
  await postJson(url, JSON.stringify({ text: body }), { "idempotency-key": id }, env().GONOGO_WEBHOOK_PRIVATE_HOSTS);
}
