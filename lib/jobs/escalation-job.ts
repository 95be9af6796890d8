import { escalateMissed } from "@/lib/data/occurrence-escalate.write";
import type { Again, JobContext } from "./handler";

const everyMs = 30_000;

/** Looks every half minute for checks nobody did. Another instance, or a restart, finds nothing left to pass on. */
export async function escalateMissedChecks({ db, now }: JobContext): Promise<Again<"occurrence.escalate">> {
  await escalateMissed(db, now);
  return { againAt: new Date(now.getTime() + everyMs), payload: {} };
}
