import { type Database, database } from "@/lib/data/database";
import { ensureJob, type JobLane, jobLanes, keepJob, type TakenJob, takeJobs } from "@/lib/data/job.write";
import { jobLeaseMs } from "@/lib/domain/job";
import { jobHandlers } from "./handlers";
import { runJob } from "./run-job";

const everyMs = 1_000;
/** Jobs of a lane that one instance has in hand at once; each may hold a connection or two. */
const mostAtOnce = 3;

const shared = globalThis as typeof globalThis & { gonogoWorker?: true };

/** Takes due work every second, once per process; beside it as many instances as there are. Ends with SIGTERM. */
export function startWorker(): void {
  if (shared.gonogoWorker) return;
  shared.gonogoWorker = true;
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (stopping = true));
  const inHand = { messages: new Set<TakenJob>(), rest: new Set<TakenJob>() };
  const tell = (error: unknown) =>
    console.error(`gonogo: background work is interrupted: ${error instanceof Error ? error.message : error}`);

  const work = async (job: TakenJob, lane: JobLane) => {
    inHand[lane].add(job);
    await runJob(database(), job, new Date(), jobHandlers)
      .catch(tell)
      .finally(() => inHand[lane].delete(job));
  };
  let ready = false;
  const round = async () => {
    if (stopping) return;
    // A database that is away is asked again in the next round.
    try {
      if (!ready) await ensureRepeating(database(), new Date());
      ready = true;
      for (const lane of jobLanes) {
        const free = mostAtOnce - inHand[lane].size;
        if (free > 0) for (const job of await takeJobs(database(), new Date(), free, lane)) void work(job, lane);
      }
    } catch (error) {
      tell(error);
    }
    setTimeout(() => void round(), everyMs).unref();
  };
  setTimeout(() => void round(), everyMs).unref();
  setInterval(() => {
    for (const lane of jobLanes) for (const job of inHand[lane]) void keepJob(database(), job, new Date()).catch(tell);
  }, jobLeaseMs / 3).unref();
}

/** Work that comes back by itself needs to begin once. */
export async function ensureRepeating(db: Database, now: Date): Promise<void> {
  await ensureJob(db, { name: "evidence.reopen", key: "", at: now, payload: { since: new Date(0).toISOString() } });
  await ensureJob(db, { name: "occurrence.escalate", key: "", at: now, payload: {} });
  await ensureJob(db, { name: "summary.refresh", key: "", at: now, payload: {} });
  await ensureJob(db, { name: "job.prune", key: "", at: now, payload: {} });
}
