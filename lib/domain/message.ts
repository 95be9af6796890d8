import { z } from "zod";

/** What leaves: to somebody by mail, to a chat, or to a program by webhook. */
export const messageChannels = ["mail", "chat", "webhook"] as const;
export type MessageChannel = (typeof messageChannels)[number];

export const messageKinds = [
  "announcement",
  "page",
  "unanswered",
  "rollback",
  "nudge",
  "missed_check",
  "invitation",
  "password_reset",
  "account",
  "test",
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** `withheld`: of a rehearsal, which tells nobody outside; it would have been sent. */
export const messageStates = ["queued", "sent", "failed", "withheld"] as const;
export type MessageState = (typeof messageStates)[number];

/** One message to one recipient, without its words. */
export const messageSchema = z.object({
  id: z.string(),
  runId: z.string().nullable(),
  run: z.string().nullable(),
  kind: z.enum(messageKinds),
  channel: z.enum(messageChannels),
  recipient: z.string(),
  name: z.string().nullable(),
  subject: z.string(),
  state: z.enum(messageStates),
  /** Why it was not sent, or not yet. */
  reason: z.string().nullable(),
  attempts: z.int(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  /** SHA-256 of its text, hex. */
  bodySha256: z.string(),
});
export type MessageView = z.infer<typeof messageSchema>;

/** Which ways a message can take here; null = not set up. Addresses that let anybody write are not told, only their host. */
export const messagingSchema = z.object({
  mail: z.object({ from: z.string() }).nullable(),
  chat: z.object({ host: z.string() }).nullable(),
  webhook: z.object({ host: z.string() }).nullable(),
});
export type Messaging = z.infer<typeof messagingSchema>;

/** What waited longer, because the server was down or a backup was restored, is sent by hand or not at all. */
export const messageTooOldMs = 24 * 3_600_000;
