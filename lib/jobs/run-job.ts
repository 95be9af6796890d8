import type { Database } from "@/lib/data/database";
import { endJob, postponeJob, type TakenJob, takeJobs } from "@/lib/data/job.write";
import { systemActor } from "@/lib/domain/actor";
import { type JobName, jobAttempts, jobPayloads, laneRoom, repeatRetryMs, retryDelayMs } from "@/lib/domain/job";
import type { JobHandler, JobHandlers } from "./handler";
import { jobHandlers } from "./handlers";

/** Does one job in hand and writes down what became of it. Throws only when that can't be written. */
export async function runJob(db: Database, job: TakenJob, now: Date, handlers: JobHandlers): Promise<void> {
  const handler = isKnown(job.name) ? (handlers[job.name] as JobHandler<JobName>) : null;
  // A newer instance beside this one may have added it: left to that one, for as long as attempts last.
  const last = !handler?.repeats && job.attempts >= (handler?.attempts ?? jobAttempts);
  try {
    if (!handler || !isKnown(job.name)) throw new Error(`No handler for ${job.name}.`);
    const payload = jobPayloads[job.name].parse(job.payload) as never;
    const again = await handler.run(
      { db, now, last, asSystem: (workspaceId) => ({ actor: systemActor(workspaceId), db, now }) },
      payload,
    );
    if (again) await postponeJob(db, job, { at: again.againAt, payload: again.payload });
    else await endJob(db, job, { state: "done", at: now });
  } catch (error) {
    const text = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    console.error(`gonogo: ${job.name} failed at attempt ${job.attempts}: ${text}`);
    if (last) await endJob(db, job, { state: "failed", at: now, error: text });
    else {
      const delay = Math.min(retryDelayMs(job.attempts), handler?.repeats ? repeatRetryMs : Number.POSITIVE_INFINITY);
      await postponeJob(db, job, { at: new Date(now.getTime() + delay), error: text });
    }
  }
}

function isKnown(name: string): name is JobName {
  return Object.hasOwn(jobPayloads, name);
}

/** Everything due at a time, and what that adds for the same time; tests move the clock by calling it. Answers how many. */
export async function runDueJobs(db: Database, now: Date, handlers: JobHandlers = jobHandlers): Promise<number> {
  for (let done = 0; ; ) {
    const jobs = await takeJobs(db, now, laneRoom);
    if (jobs.length === 0) return done;
    for (const job of jobs) await runJob(db, job, now, handlers);
    done += jobs.length;
  }
}
