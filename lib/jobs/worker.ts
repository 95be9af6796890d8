import { type Database, database } from "@/lib/data/database";
import { ensureJob, keepJob, type TakenJob, takeJobs } from "@/lib/data/job.write";
import { type JobLane, jobLanes, jobLeaseMs, laneRoom } from "@/lib/domain/job";
import type { JobHandlers } from "./handler";
import { jobHandlers } from "./handlers";
import { runJob } from "./run-job";

const everyMs = 1_000;

const shared = globalThis as typeof globalThis & { gonogoWorker?: true };

/** Takes due work every second, once per process; beside it as many instances as there are. Ends with SIGTERM. */
export function startWorker(): void {
  if (shared.gonogoWorker) return;
  shared.gonogoWorker = true;
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (stopping = true));
  let worker: Worker | undefined;
  const round = async () => {
    if (stopping) return;
    // A database that is away is asked again in the next round.
    try {
      if (!worker) {
        await ensureRepeating(database(), new Date());
        worker = createWorker(database(), jobHandlers);
      }
      await worker.take(new Date());
    } catch (error) {
      tell(error);
    }
    setTimeout(() => void round(), everyMs).unref();
  };
  setTimeout(() => void round(), everyMs).unref();
  setInterval(() => void worker?.keep(new Date()), jobLeaseMs / 3).unref();
}

export type Worker = ReturnType<typeof createWorker>;

/** What one instance has in hand: in each lane as much as there is room for, whatever stands still in the others. */
export function createWorker(db: Database, handlers: JobHandlers) {
  const inHand = new Map<TakenJob, Promise<void>>();
  const free = (lane: JobLane) => laneRoom[lane] - [...inHand.keys()].filter((job) => job.lane === lane).length;
  return {
    /** Takes what is due and begins it, without waiting for what becomes of it. */
    take: async (now: Date) => {
      const room = Object.fromEntries(
        jobLanes.map((lane) => [lane, free(lane)] as const).filter(([, left]) => left > 0),
      );
      for (const job of await takeJobs(db, now, room)) {
        const done = runJob(db, job, now, handlers)
          .catch(tell)
          .finally(() => inHand.delete(job));
        inHand.set(job, done);
      }
    },
    /** Says of everything in hand that it is still worked on. */
    keep: async (now: Date) => {
      await Promise.all([...inHand.keys()].map((job) => keepJob(db, job, now).catch(tell)));
    },
    /** Nothing is in hand any more. */
    idle: async () => void (await Promise.all(inHand.values())),
  };
}

function tell(error: unknown): void {
  console.error(`gonogo: background work is interrupted: ${error instanceof Error ? error.message : error}`);
}

/** Work that comes back by itself needs to begin once. */
export async function ensureRepeating(db: Database, now: Date): Promise<void> {
  await ensureJob(db, { name: "evidence.reopen", key: "", at: now, payload: { since: new Date(0).toISOString() } });
  await ensureJob(db, { name: "occurrence.escalate", key: "", at: now, payload: {} });
  await ensureJob(db, { name: "summary.refresh", key: "", at: now, payload: {} });
  await ensureJob(db, { name: "job.prune", key: "", at: now, payload: {} });
}
