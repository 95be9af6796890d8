import type { WorkspaceRole } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import { roleId } from "@/lib/domain/roster";
import { takesPart } from "@/lib/domain/takes-part";
import type { Database, Transaction } from "./database";

/** Role to mail addresses, as it comes over the wire; the first fills the role, the others are deputies. */
export type RosterInput = Readonly<Record<string, readonly string[]>>;

/** One role's people in order. */
export type RoleFilling = { role: string; people: { id: string; email: string }[] };

type Member = { id: string; email: string; auditor: boolean; idle: boolean };

/** Everybody of the workspace who isn't disabled, among these addresses. */
async function findMembers(
  db: Database | Transaction,
  workspaceId: string,
  emails: readonly string[],
): Promise<Map<string, Member>> {
  const rows = await db.membership.findMany({
    where: { workspaceId, disabledAt: null, person: { email: { in: [...emails] }, disabledAt: null } },
    select: { roles: true, person: { select: { id: true, email: true } } },
  });
  return new Map(
    rows.map(({ roles, person }) => {
      const idle = !takesPart({ roles: roles as WorkspaceRole[], disabled: false });
      return [person.email, { ...person, auditor: roles.includes("auditor"), idle }];
    }),
  );
}

/** Turns addresses into people of the workspace; names every address that isn't one. */
export async function resolveRoster(
  db: Database | Transaction,
  workspaceId: string,
  roster: RosterInput,
): Promise<Result<RoleFilling[]>> {
  const wanted = new Map<string, { role: string; emails: Set<string> }>();
  for (const [role, emails] of Object.entries(roster)) {
    const filling = wanted.get(roleId(role)) ?? { role, emails: new Set<string>() };
    for (const email of emails) filling.emails.add(normaliseEmail(email));
    wanted.set(roleId(role), filling);
  }
  const all = [...new Set([...wanted.values()].flatMap(({ emails }) => [...emails]))];
  const members = await findMembers(db, workspaceId, all);
  const problems: Problem[] = [];
  for (const { role, emails } of wanted.values()) {
    for (const email of emails) {
      const member = members.get(email);
      const path = `roster.${role}`;
      if (!member) problems.push({ path, message: `${email} is not a person of this workspace. Invite them first.` });
      else if (member.auditor)
        problems.push({ path, message: `${email} is an auditor, who reads everything and changes nothing.` });
    }
  }
  if (problems.length > 0) {
    const detail = problems.map(({ message }) => message).join(" ");
    return refuse("invalid_input", detail, { problems });
  }
  return accept(
    [...wanted.values()].map(({ role, emails }) => ({
      role,
      people: [...emails].flatMap((email) => {
        const member = members.get(email);
        return member ? [{ id: member.id, email }] : [];
      }),
    })),
  );
}

/** One address of a person of the workspace who takes part; null when there is none. */
export async function findMember(
  db: Database | Transaction,
  workspaceId: string,
  email: string,
): Promise<{ id: string; email: string } | null> {
  const member = (await findMembers(db, workspaceId, [normaliseEmail(email)])).get(normaliseEmail(email));
  return member && !member.idle ? { id: member.id, email: member.email } : null;
}
