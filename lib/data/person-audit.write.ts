import type { Actor } from "@/lib/domain/actor";
import { type AuditInput, auditWorkspace } from "./audit.write";
import type { Transaction } from "./database";

/** An account belongs to its person, not to one workspace: each of theirs learns of it. In id order, against deadlock. */
export async function auditPerson(
  tx: Transaction,
  actor: Actor | null,
  personId: string,
  now: Date,
  input: Omit<AuditInput, "subject">,
): Promise<void> {
  const memberships = await tx.membership.findMany({
    where: { personId },
    select: { workspaceId: true },
    orderBy: { workspaceId: "asc" },
  });
  for (const { workspaceId } of memberships) {
    await auditWorkspace(tx, actor, workspaceId, now, { ...input, subject: { kind: "person", key: personId } });
  }
}
