import { z } from "zod";
import type { Database } from "./database";

/** Seconds since the last backup, null when there was none; `fault` says what an admin should do, null when all is well. */
export type BackupState = { ageSeconds: number | null; fault: string | null };

const lastSchema = z.object({ at: z.iso.datetime() });
const hour = 3_600_000;

/** Looks whether a backup is younger than `hours`; 0 = nobody asks for backups here. What is new has as long for its first. */
export async function readBackupState(db: Database, now: Date, hours: number): Promise<BackupState> {
  const row = await db.instanceSetting.findUnique({ where: { key: "backup" } });
  const last = lastSchema.safeParse(row?.value).data;
  const since = last ? new Date(last.at) : await firstDay(db);
  const age = since ? now.getTime() - since.getTime() : 0;
  const ageSeconds = last ? Math.floor(age / 1000) : null;
  if (hours === 0 || age <= hours * hour) return { ageSeconds, fault: null };
  const what = last ? `The last backup is ${Math.floor(age / hour)} hours old` : "No backup was ever taken";
  return { ageSeconds, fault: `${what}. Run: npm run -s gonogo -- backup` };
}

async function firstDay(db: Database): Promise<Date | null> {
  const first = await db.workspace.findFirst({ orderBy: { createdAt: "asc" }, select: { createdAt: true } });
  return first?.createdAt ?? null;
}
