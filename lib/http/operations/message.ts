import { z } from "zod";
import { messageChannels, messageSchema, messageStates, messagingSchema } from "@/lib/domain/message";
import { env } from "@/lib/env";
import { addressProblem } from "@/lib/notify/post-json";
import { operation } from "../operation";
import { page, pageQuery } from "../schema/page";
import { idParams } from "./session";

const address = z
  .string()
  .trim()
  .max(2000)
  .superRefine((url, ctx) => {
    const problem = addressProblem(url, env().GONOGO_WEBHOOK_PRIVATE_HOSTS);
    if (problem) ctx.addIssue({ code: "custom", message: problem });
  });

export const getMessaging = operation({
  id: "getMessaging",
  method: "GET",
  path: "/messaging",
  summary: "Which ways messages can take from here: mail, chat, webhook; null = not set up",
  access: "workspace.read",
  status: 200,
  response: messagingSchema,
});

export const changeMessaging = operation({
  id: "changeMessaging",
  method: "PATCH",
  path: "/messaging",
  summary: "Say where the chat's incoming webhook and the signed webhook are, null = nowhere; or make a new secret",
  access: "messaging.edit",
  body: z.strictObject({
    chatUrl: address.nullable().optional(),
    webhookUrl: address.nullable().optional(),
    newSecret: z.literal(true).optional(),
  }),
  status: 200,
  response: messagingSchema,
  credentials: ["chatUrl", "webhookUrl"],
});

export const getWebhookSecret = operation({
  id: "getWebhookSecret",
  method: "GET",
  path: "/messaging/secret",
  summary: "What webhooks are signed with: Gonogo-Signature is t=seconds,v1=HMAC-SHA-256 of `t.body` in hex",
  access: "messaging.edit",
  status: 200,
  response: z.object({ secret: z.string() }),
  secret: true,
});

export const testMessaging = operation({
  id: "testMessaging",
  method: "POST",
  path: "/messaging/test",
  summary: "Send a few words one way; mail goes to whoever asks. What became of it stands among the messages",
  access: "messaging.edit",
  body: z.strictObject({ channel: z.enum(messageChannels) }),
  status: 204,
});

export const listMessages = operation({
  id: "listMessages",
  method: "GET",
  path: "/messages",
  summary: "What left, or did not: to whom, which way, what became of it, latest first; never its words",
  access: "message.read",
  query: pageQuery.extend({ state: z.enum(messageStates).optional() }),
  status: 200,
  response: page(messageSchema),
});

export const retryMessage = operation({
  id: "retryMessage",
  method: "POST",
  path: "/messages/:id/retry",
  summary: "Send a message again that failed for good; the lead's in a run",
  access: "message.retry",
  params: idParams,
  status: 200,
  response: messageSchema,
});

export const messageOperations = [
  getMessaging,
  changeMessaging,
  getWebhookSecret,
  testMessaging,
  listMessages,
  retryMessage,
];
