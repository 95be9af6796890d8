import { randomUUID } from "node:crypto";
import { type JobLane, type JobName, type JobPayload, jobLeaseMs, laneOf } from "@/lib/domain/job";
import { type Database, queryPrepared, type Transaction } from "./database";

export type NewJob<Name extends JobName> = {
  name: Name;
  key: string;
  at: Date;
  payload: JobPayload<Name>;
} & (Name extends "message.send" ? { lane: JobLane } : object);

/**
 * Adds work in the caller's transaction. The same name and key again moves a job that waits, calls back one that is being
 * worked on to do it anew, and does nothing about one that has ended.
 */
export async function enqueue<Name extends JobName>(db: Database | Transaction, job: NewJob<Name>): Promise<void> {
  await db.$executeRaw`
    insert into job (id, name, key, payload, lane, run_at)
    values (${randomUUID()}, ${job.name}, ${job.key}, ${JSON.stringify(job.payload)}::jsonb, ${laneIn(job)}, ${job.at})
    on conflict (name, key) do update
    set payload = excluded.payload, lane = excluded.lane, run_at = excluded.run_at, attempts = 0, taken_by = null, taken_until = null
    where job.state = 'waiting'`;
}

/** Sees to it that work which repeats itself is there, and due by then; what it has noted for its next round stays. */
export async function ensureJob<Name extends JobName>(db: Database | Transaction, job: NewJob<Name>): Promise<void> {
  await db.$executeRaw`
    insert into job (id, name, key, payload, lane, run_at)
    values (${randomUUID()}, ${job.name}, ${job.key}, ${JSON.stringify(job.payload)}::jsonb, ${laneIn(job)}, ${job.at})
    on conflict (name, key) do update
    set state = 'waiting', ended_at = null, run_at = least(job.run_at, excluded.run_at)`;
}

function laneIn(job: { name: JobName; lane?: JobLane }): JobLane {
  return job.lane ?? (job.name === "message.send" ? "rest" : laneOf[job.name]);
}

/** Takes work back that hasn't ended; its handler may be at it in this very moment. The key is free again. */
export async function cancelJob(db: Database | Transaction, name: JobName, key: string): Promise<boolean> {
  const { count } = await db.job.deleteMany({ where: { name, key, state: "waiting" } });
  return count > 0;
}

/** A job in hand; `takenBy` ends to be valid when the lease runs out and somebody else takes it. */
export type TakenJob = {
  id: string;
  name: string;
  key: string;
  payload: unknown;
  lane: JobLane;
  attempts: number;
  takenBy: string;
};

/** Takes what is due, oldest first in each lane, as many as there is room for, past what others have in hand. */
export async function takeJobs(
  db: Database,
  now: Date,
  room: Readonly<Partial<Record<JobLane, number>>>,
): Promise<TakenJob[]> {
  const takenBy = randomUUID();
  const rows = await queryPrepared<Omit<TakenJob, "takenBy">>(
    db,
    "take_jobs",
    `with due as (
       select job.id from unnest($2::text[], $3::int[]) as free (lane, room) cross join lateral (
         select id from job where state = 'waiting' and job.lane = free.lane and run_at <= $1
           and (taken_until is null or taken_until <= $1)
         order by run_at limit free.room for no key update skip locked) job),
     taken as (
       update job set taken_by = $4, taken_until = $5, attempts = attempts + 1 from due where job.id = due.id
       returning job.id, name, key, payload, lane, attempts, run_at)
     select id, name, key, payload, lane, attempts from taken order by run_at`,
    [now, Object.keys(room), Object.values(room), takenBy, new Date(now.getTime() + jobLeaseMs)],
  );
  return rows.map((row) => ({ ...row, takenBy }));
}

/** Says that it is still worked on. */
export async function keepJob(db: Database, { id, takenBy }: TakenJob, now: Date): Promise<void> {
  const takenUntil = new Date(now.getTime() + jobLeaseMs);
  await db.job.updateMany({ where: { id, takenBy }, data: { takenUntil } });
}

/** What became of a job in hand; one that was called back or taken by somebody else meanwhile stays as it is. */
export async function endJob(
  db: Database,
  { id, takenBy }: TakenJob,
  end: { state: "done" | "failed"; at: Date; error?: string },
): Promise<void> {
  await db.job.updateMany({
    where: { id, takenBy },
    data: { state: end.state, endedAt: end.at, takenBy: null, takenUntil: null, lastError: end.error ?? null },
  });
}

/** Puts a job in hand back, to be taken at a time: after a failure, or for its next round. */
export async function postponeJob(
  db: Database,
  { id, takenBy }: TakenJob,
  next: { at: Date; error: string } | { at: Date; payload: object },
): Promise<void> {
  const change = "error" in next ? { lastError: next.error } : { payload: next.payload, attempts: 0, lastError: null };
  await db.job.updateMany({
    where: { id, takenBy },
    data: { runAt: next.at, takenBy: null, takenUntil: null, ...change },
  });
}

const keptMs = 30 * 86_400_000;

/** Forgets what ended a month ago. From then on its key would be work again. */
export async function pruneJobs(db: Database, now: Date): Promise<void> {
  await db.job.deleteMany({ where: { state: { not: "waiting" }, endedAt: { lt: new Date(now.getTime() - keptMs) } } });
}
