import { personParty, roleId, roleParty } from "./roster";
import type { Party, Reason, RunSnapshot } from "./run";
import type { RunState } from "./run-state";
import type { SignoffRead } from "./signoff-standing";

export function leadParty({ run, people }: Pick<RunSnapshot, "run" | "people">): Party {
  return personParty(people, run.leadId, "lead");
}

/** Who takes a choice: the role it names, else the lead. */
export function deciderOf(state: RunState, { role }: Pick<Reason, "role">): Party {
  return role === undefined ? leadParty(state.snapshot) : roleParty(state.roster, state.snapshot.people, role);
}

/**
 * Who has to act on a sign-off: the author of a rejection while they fill the role, else whoever fills it and hasn't
 * signed, deputies only where nobody else is left, else the role itself. Never empty.
 */
export function signersToAsk(state: RunState, signoff: SignoffRead): Party[] {
  const { people } = state.snapshot;
  const rejecting = signoff.acts.filter(({ row, standing }) => {
    return standing.standing === "rejects" && signoff.signers.includes(row.personId);
  });
  if (rejecting.length > 0) return rejecting.map(({ row }) => personParty(people, row.personId, row.role));

  const counted = signoff.acts.filter(({ standing }) => standing.standing === "counts").map(({ row }) => row.personId);
  for (const side of ["primary", "deputies"] as const) {
    const asked = new Map<string, Party>();
    for (const role of signoff.roles) {
      for (const id of state.roster.get(roleId(role))?.[side] ?? []) {
        if (!counted.includes(id) && !asked.has(id)) asked.set(id, personParty(people, id, role));
      }
    }
    if (asked.size > 0) return [...asked.values()];
  }
  return signoff.roles.map((role) => ({ kind: "role", role }));
}
