import { z } from "zod";

/** What each kind of background work needs to know. A payload outlives the release that wrote it: add optional fields only. */
export const jobPayloads = {
  "evidence.reopen": z.strictObject({ since: z.iso.datetime() }),
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
