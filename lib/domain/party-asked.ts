import type { Party, Reason } from "./assessment";
import { delegationFacts, delegationsOf } from "./delegation";
import { personParty, roleId, roleParty, wholeRole } from "./roster";
import type { RunSnapshot } from "./run";
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
 * Who has to act on a sign-off: the author of a rejection while they may act in the role, else whoever fills it and
 * hasn't signed, their delegate in their place, deputies only where nobody else is left, else the role itself. Nobody
 * who is kept from approving. Never empty.
 */
export function signersToAsk(state: RunState, signoff: SignoffRead): Party[] {
  const { people } = state.snapshot;
  const may = (id: string) => signoff.signers.includes(id);
  const rejecting = signoff.acts.filter(({ row, standing }) => {
    const acts = may(row.personId) || signoff.kept.some(({ personId }) => personId === row.personId);
    return standing.standing === "rejects" && acts;
  });
  if (rejecting.length > 0) return rejecting.map(({ row }) => personParty(people, row.personId, row.role));

  const counting = signoff.acts.filter(({ standing }) => standing.standing === "counts");
  const counted = counting.flatMap(({ row }) => [row.personId, ...(row.delegation ? [row.delegation.fromId] : [])]);
  const facts = delegationFacts(state.snapshot, state.roster, state.nowMs);
  for (const side of ["primary", "deputies"] as const) {
    const asked = new Map<string, Party>();
    for (const role of signoff.roles) {
      const delegates = delegationsOf(facts, role);
      for (const id of state.roster.get(roleId(role))?.[side] ?? []) {
        if (counted.includes(id)) continue;
        const delegate = delegates.find(({ fromId, toId }) => fromId === id && may(toId))?.toId;
        const who = delegate ?? id;
        if (may(who) && !counted.includes(who) && !asked.has(who)) asked.set(who, personParty(people, who, role));
      }
    }
    if (asked.size > 0) return [...asked.values()];
  }
  return signoff.roles.map((role) => wholeRole(state.roster, people, role));
}
