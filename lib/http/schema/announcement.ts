import { z } from "zod";
import { messageStates } from "@/lib/domain/message";

export const announcementRow = z.object({
  id: z.string(),
  key: z.string(),
  share: z.int().nullable(),
  attempt: z.int(),
  title: z.string(),
  channels: z.array(z.string()),
  sentById: z.string(),
  sentAt: z.string(),
  delivery: z.partialRecord(z.enum(messageStates), z.int()),
});

export const onCallRow = z.object({
  id: z.string(),
  role: z.string().nullable(),
  contact: z.string().nullable(),
  personId: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  setById: z.string(),
});

export const escalationRow = z.object({
  id: z.string(),
  subject: z.string(),
  tiers: z.array(
    z.object({
      tier: z.int(),
      people: z.array(z.object({ name: z.string(), to: z.string().nullable(), reach: z.string() })),
      paged: z.boolean().optional(),
    }),
  ),
  waitMinutes: z.int(),
  tier: z.int(),
  startedById: z.string(),
  startedAt: z.string(),
  nextAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedVia: z.enum(["session", "link", "webhook"]).nullable(),
  exhaustedAt: z.string().nullable(),
});
