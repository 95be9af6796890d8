import type { WorkspaceRole } from "@/lib/domain/actor";
import { isReached } from "@/lib/domain/takes-part";
import type { Transaction } from "./database";

export type Known = { id: string; email: string; name: string; left: boolean };

/** Those of some ids and addresses (as `normaliseEmail` gives them) who are people of the workspace; `left` gets no message. */
export async function knownRecipients(
  tx: Transaction,
  workspaceId: string,
  { ids = [], emails }: { ids?: readonly string[]; emails: readonly string[] },
): Promise<Known[]> {
  const rows = await tx.membership.findMany({
    where: { workspaceId, OR: [{ personId: { in: [...ids] } }, { person: { email: { in: [...emails] } } }] },
    select: {
      roles: true,
      disabledAt: true,
      person: { select: { id: true, email: true, name: true, disabledAt: true } },
    },
    orderBy: { person: { name: "asc" } },
  });
  return rows.map(({ roles, disabledAt, person: { disabledAt: anywhere, ...person } }) => {
    const disabled = disabledAt !== null || anywhere !== null;
    return { ...person, left: !isReached({ roles: roles as WorkspaceRole[], disabled }) };
  });
}
