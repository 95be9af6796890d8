import type { Tone } from "@/components/ui/badge";
import type { MessageChannel, MessageKind, MessageState } from "@/lib/domain/message";

export const deliveryWords: Readonly<Record<MessageState, { word: string; tone: Tone }>> = {
  queued: { word: "On its way", tone: "wait" },
  sent: { word: "Sent", tone: "go" },
  failed: { word: "Not sent", tone: "no" },
  withheld: { word: "Would have been sent", tone: "plain" },
};

export const channelWords: Readonly<Record<MessageChannel, string>> = {
  mail: "Mail",
  chat: "Chat",
  webhook: "Webhook",
};

export const kindWords: Readonly<Record<MessageKind, string>> = {
  announcement: "Announcement",
  page: "Page",
  rollback: "Rollback alert",
  nudge: "Asked to sign",
  unanswered: "Unanswered page",
  missed_check: "Missed check",
  invitation: "Invitation",
  password_reset: "New password",
  account: "Change of sign-in",
  test: "Test",
};
