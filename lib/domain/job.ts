import { z } from "zod";
import type { MessageChannel, MessageKind } from "./message";

/** What each kind of background work needs to know. A payload outlives the release that wrote it: add optional fields only. */
export const jobPayloads = {
  "evidence.reopen": z.strictObject({
    since: z.iso.datetime(),
    /** Runs it failed for, and when they are tried again. */
    again: z.strictObject({ at: z.iso.datetime(), runs: z.array(z.string()) }).optional(),
  }),
  "occurrence.escalate": z.strictObject({}),
  "job.prune": z.strictObject({}),
  "summary.refresh": z.strictObject({}),
  "password.mail": z.strictObject({ email: z.string() }),
  "escalation.next": z.strictObject({ workspaceId: z.string(), runId: z.uuid(), id: z.uuid(), tier: z.int() }),
  "trigger.overdue": z.strictObject({ workspaceId: z.string(), runId: z.uuid(), id: z.uuid() }),
  "message.send": z.strictObject({ messageId: z.uuid(), queuedAt: z.iso.datetime() }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

/**
 * How many jobs of a lane one instance has in hand at once. Lanes don't wait for each other: a mail server that hangs holds
 * up no webhook, and a hundred announcements no page.
 */
export const laneRoom = {
  urgent: 4,
  "urgent mail": 6,
  "urgent chat": 3,
  "urgent webhook": 3,
  rest: 3,
  mail: 3,
  chat: 3,
  webhook: 3,
} as const;
export type JobLane = keyof typeof laneRoom;
export const jobLanes = Object.keys(laneRoom) as JobLane[];

/** A message's lane goes by what it tells; see below. */
export const laneOf: Record<Exclude<JobName, "message.send">, JobLane> = {
  "evidence.reopen": "rest",
  "occurrence.escalate": "rest",
  "job.prune": "rest",
  "summary.refresh": "rest",
  "password.mail": "rest",
  "escalation.next": "urgent",
  "trigger.overdue": "urgent",
};

const urgentKinds: ReadonlySet<MessageKind> = new Set(["page", "unanswered", "rollback"]);

export function messageLane({ kind, channel }: { kind: MessageKind; channel: MessageChannel }): JobLane {
  return urgentKinds.has(kind) ? `urgent ${channel}` : channel;
}

/** A job of a dead instance is taken again after this. */
export const jobLeaseMs = 60_000;

/** Attempts of a job whose handler doesn't say how many; together they take about an hour and a half. */
export const jobAttempts = 10;

/** What repeats itself waits no longer than this after a failure, and never gives up. */
export const repeatRetryMs = 30_000;

const firstMs = 5_000;
const mostMs = 1_800_000;

/** How long after the nth failed attempt the next one follows: 5 s, 10 s, 20 s, up to half an hour. */
export function retryDelayMs(attempt: number): number {
  return Math.min(firstMs * 2 ** Math.min(attempt - 1, 20), mostMs);
}
