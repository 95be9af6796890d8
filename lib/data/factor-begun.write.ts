import { type Refusal, refuse } from "@/lib/domain/refusal";
import type { Transaction } from "./database";
import { factorAddedSince } from "./factor.read";

/**
 * Why an enrolment that was begun earlier can't be finished: a second factor has come since, and who began didn't show
 * it. Locks the person, so that of two that finish at once one sees the other. `begun` is read behind the lock.
 */
export async function refuseBegunBefore(
  tx: Transaction,
  personId: string,
  begun: () => Promise<Date>,
): Promise<Refusal | null> {
  await tx.$queryRaw`select 1 from person where id = ${personId} for update`;
  if (!(await factorAddedSince(tx, personId, await begun()))) return null;
  return refuse("ceremony_expired", "A second factor was added since you began. Begin again, and show it.");
}
