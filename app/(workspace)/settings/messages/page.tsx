import type { Metadata } from "next";
import { MessageLog } from "@/components/settings/message-log";
import { MessagingForm, TestButton } from "@/components/settings/messaging-form";
import { SettingsGroup } from "@/components/settings/settings-group";
import { WebhookSecret } from "@/components/settings/webhook-secret";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listMessages } from "@/lib/data/message.read";
import { readMessaging } from "@/lib/data/message-setting.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";

export const metadata: Metadata = { title: "Messages" };

type Props = { searchParams: Promise<{ cursor?: string }> };

export default async function MessagesPage({ searchParams }: Props) {
  const ctx = await pageContext("/settings/messages");
  const { cursor } = await searchParams;
  const edits = may(ctx.actor, "messaging.edit");
  const [ways, messages] = await Promise.all([
    readMessaging(ctx),
    listMessages(ctx, { limit: 50, ...(typeof cursor === "string" ? { cursor } : {}) }),
  ]);
  if (!ways.ok) return <Notice tone="no">{ways.message}</Notice>;
  const { mail, chat, webhook } = ways.value;
  return (
    <>
      <PageHeader title="Messages" lead="How announcements, pages and invitations leave, and what became of them." />
      <div className="flex flex-col gap-4">
        <SettingsGroup title="Mail">
          {mail ? (
            <div className="flex flex-col items-start gap-3">
              <p className="wrap-anywhere text-sm">
                Sent from <b className="font-strong">{mail.from}</b>.
              </p>
              {edits ? <TestButton channel="mail" /> : null}
            </div>
          ) : (
            <p className="text-sm">
              This server sends no mail: links and messages are copied by hand. Whoever runs it sets{" "}
              <code className="text-xs">GONOGO_SMTP_URL</code>.
            </p>
          )}
        </SettingsGroup>
        <SettingsGroup title="Chat" lead="Announcements and pages go to a channel of Slack, Teams or Mattermost.">
          {edits ? (
            <MessagingForm
              field="chatUrl"
              label="Address of the incoming webhook"
              hint="Kept sealed and never shown again"
              host={chat?.host ?? null}
            />
          ) : (
            <p className="text-sm">{chat ? `Set up, at ${chat.host}.` : "Not set up. Admins set it up."}</p>
          )}
        </SettingsGroup>
        <SettingsGroup title="Webhook" lead="The same as JSON, signed, for a program of yours.">
          {edits ? (
            <>
              <MessagingForm
                field="webhookUrl"
                label="Address to post to"
                hint="Kept sealed and never shown again"
                host={webhook?.host ?? null}
              />
              {webhook ? <WebhookSecret /> : null}
            </>
          ) : (
            <p className="text-sm">{webhook ? `Set up, at ${webhook.host}.` : "Not set up. Admins set it up."}</p>
          )}
        </SettingsGroup>
        <SettingsGroup title="Sent" flush>
          {messages.ok ? (
            <MessageLog messages={messages.value.items} mayRetry={may(ctx.actor, "message.retry")} />
          ) : (
            <p className="p-4 text-ink-2 text-sm">{messages.message}</p>
          )}
        </SettingsGroup>
        {messages.ok && messages.value.nextCursor ? (
          <ButtonLink
            href={`/settings/messages?cursor=${encodeURIComponent(messages.value.nextCursor)}`}
            className="self-start"
          >
            Older messages
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}
