import { mailPasswordReset } from "@/lib/auth/password-ask";
import { escalate } from "@/lib/data/escalation-next.write";
import { pruneJobs } from "@/lib/data/job.write";
import { refreshSummaries } from "@/lib/data/run-summary.write";
import { callRollback } from "@/lib/data/trigger-overdue.write";
import { escalateMissedChecks } from "./escalation-job";
import { reopenExpiredEvidence } from "./evidence-job";
import type { JobHandlers } from "./handler";
import { sendMessage } from "./message-job";

const dayMs = 86_400_000;
const summaryMs = 300_000;

/** Who does what: one handler for each name of `lib/domain/job.ts`. */
export const jobHandlers: JobHandlers = {
  "evidence.reopen": { repeats: true, run: reopenExpiredEvidence },
  "occurrence.escalate": { repeats: true, run: escalateMissedChecks },
  "job.prune": {
    repeats: true,
    run: async ({ db, now }) => {
      await pruneJobs(db, now);
      return { againAt: new Date(now.getTime() + dayMs), payload: {} };
    },
  },
  "summary.refresh": {
    repeats: true,
    run: async ({ db, now }) => {
      await refreshSummaries(db, now);
      return { againAt: new Date(now.getTime() + summaryMs), payload: {} };
    },
  },
  "password.mail": { run: (ctx, { email }) => mailPasswordReset(ctx, email) },
  "escalation.next": {
    run: async ({ asSystem }, payload) => {
      const { workspaceId, runId, id, tier } = payload;
      const againAt = await escalate(asSystem(workspaceId), runId, id, tier);
      if (againAt) return { againAt, payload };
    },
  },
  "trigger.overdue": {
    run: async ({ asSystem }, { workspaceId, runId, id }) => callRollback(asSystem(workspaceId), runId, id),
  },
  "message.send": { run: sendMessage },
};
