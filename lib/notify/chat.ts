import { env } from "@/lib/env";
import { postJson } from "./post-json";

/** Workflows of Teams take cards alone. */
const cardHosts = /\.(?:logic\.azure\.com|api\.powerplatform\.com)$/;

/** Posts a text to an incoming webhook of Slack, Mattermost, Teams, or what understands theirs. */
export async function postToChat(url: string, message: { id: string; subject: string; text: string }): Promise<void> {
  const headers = { "idempotency-key": message.id };
  await postJson(url, JSON.stringify(chatBody(url, message)), headers, env().GONOGO_WEBHOOK_PRIVATE_HOSTS);
}

/** What the chat behind an address reads: `{text}` nearly everywhere, an adaptive card in workflows of Teams. */
export function chatBody(url: string, { subject, text }: { subject: string; text: string }): object {
  if (!cardHosts.test(new URL(url).hostname)) {
    return { text: text.startsWith(subject) ? text : `*${subject}*\n${text}` };
  }
  const block = { type: "TextBlock", wrap: true };
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          version: "1.4",
          body: [
            { ...block, text: subject, weight: "Bolder" },
            { ...block, text },
          ],
        },
      },
    ],
  };
}
