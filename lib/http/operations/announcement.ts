import { z } from "zod";
import { announcementChannels } from "@/lib/domain/announcement";
import { messageSchema } from "@/lib/domain/message";
import { operation } from "../operation";
import { announcementRow } from "../schema/announcement";
import { newEmail } from "../schema/person";
import { runParams } from "./realtime";

const draft = z.object({
  key: z.string(),
  share: z.int().nullable(),
  title: z.string(),
  moment: z.string(),
  text: z.string(),
  missing: z.array(z.string()),
  audience: z.string().nullable(),
  channel: z.enum(announcementChannels).nullable(),
  status: z.enum(["later", "due", "overdue", "sent"]),
  since: z.string().nullable(),
});

export const listAnnouncements = operation({
  id: "listAnnouncements",
  method: "GET",
  path: "/runs/:runId/announcements",
  summary: "What is to be announced, filled in as of now, with what is missing; and what was, with each message",
  access: "run.read",
  params: runParams,
  status: 200,
  response: z.object({
    drafts: z.array(draft),
    sent: z.array(
      announcementRow.extend({ text: z.string(), audience: z.string().nullable(), messages: z.array(messageSchema) }),
    ),
  }),
});

export const sendAnnouncement = operation({
  id: "sendAnnouncement",
  method: "POST",
  path: "/runs/:runId/announcements",
  summary: "Announce something by mail, chat or webhook, or say that it was copied; the lead's",
  access: "announcement.send",
  params: runParams,
  body: z.strictObject({
    /** Of the template's message; empty = written here. */
    key: z.string().max(96).default(""),
    share: z.int().min(0).max(100).nullable().default(null),
    title: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(20_000),
    channels: z.array(z.enum(announcementChannels)).min(1).max(4),
    people: z.array(z.uuid()).max(200).default([]),
    addresses: z.array(newEmail).max(50).default([]),
    /** Send it though it still has blanks. */
    incomplete: z.boolean().default(false),
  }),
  status: 201,
  response: announcementRow,
});

export const announcementOperations = [listAnnouncements, sendAnnouncement];
