import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import type { Transaction } from "./database";

/** The roles a person has in a workspace now; none when they are disabled there or everywhere. */
export async function readRoles(
  tx: Pick<Transaction, "membership">,
  workspaceId: string,
  personId: string,
): Promise<WorkspaceRole[]> {
  const membership = await tx.membership.findFirst({
    where: { workspaceId, personId, disabledAt: null, person: { disabledAt: null } },
    select: { roles: true },
  });
  return (membership?.roles ?? []) as WorkspaceRole[];
}

/** The same actor with roles read inside the transaction that acts on them. */
export async function freshActor(tx: Pick<Transaction, "membership">, actor: Actor): Promise<Actor> {
  if (!actor.person) return actor;
  return { ...actor, roles: await readRoles(tx, actor.workspaceId, actor.person.id) };
}
