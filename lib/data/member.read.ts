import { normaliseEmail } from "@/lib/domain/email";
import type { PersonRef } from "@/lib/domain/run";
import type { Database, Transaction } from "./database";

/** An enabled person of the workspace by e-mail address, compared without case; null when there is none. */
export async function memberByEmail(
  db: Database | Transaction,
  workspaceId: string,
  email: string,
): Promise<PersonRef | null> {
  const person = await db.person.findFirst({
    where: { email: normaliseEmail(email), disabledAt: null, memberships: { some: { workspaceId, disabledAt: null } } },
    select: { id: true, name: true, email: true },
  });
  return person;
}
