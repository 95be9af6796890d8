import { isOpen } from "./delegation";
import { type Refusal, refuse } from "./refusal";
import { peopleInRole, type RosterIndex, sameRole } from "./roster";
import type { RunPerson } from "./run";
import type { DelegationRow } from "./signing-rows";

/** What is asked for: `to` is a person of the workspace, `until` ISO. */
export type DelegationAsked = { role: string; toId: string; reason: string | null; until: string };

/** Longer than this and the roster should say so. */
export const longestDelegationDays = 30;

/** Why somebody who takes part can't be handed a role; null when they can. */
export function refuseDelegate(
  toId: string,
  { role, fromId, roster }: { role: string; fromId: string; roster: RosterIndex },
): string | null {
  if (toId === fromId) return "Name somebody else: you can sign yourself.";
  return peopleInRole(roster, role).includes(toId) ? `They are on the roster as ${role} already.` : null;
}

/** Whom to offer; the server refuses everybody else. */
export function mayBeDelegate(person: RunPerson, facts: Parameters<typeof refuseDelegate>[1]): boolean {
  return !person.idle && refuseDelegate(person.id, facts) === null;
}

/** Why a role can't be handed on like this; null when it can. Only who is on the roster hands on, so nobody hands it further. */
export function refuseDelegation(
  asked: DelegationAsked,
  fromId: string,
  facts: { roster: RosterIndex; delegations: readonly DelegationRow[]; signed: readonly string[]; nowMs: number },
): Refusal | null {
  const say = (path: string, message: string) => refuse("invalid_input", message, { problems: [{ path, message }] });
  const { role, toId, reason, until } = asked;
  if (!facts.signed.some((name) => sameRole(name, role))) return say("role", `Nobody signs as ${role} in this run.`);
  if (!peopleInRole(facts.roster, role).includes(fromId)) {
    return refuse(
      "forbidden",
      `Only who is on the roster as ${role} hands it on. What was delegated to you stays with you.`,
    );
  }
  const unfit = refuseDelegate(toId, { role, fromId, roster: facts.roster });
  if (unfit) return say("to", unfit);
  if (reason === null) {
    const message = "Say why you hand it on.";
    return refuse("reason_required", message, { problems: [{ path: "reason", message }] });
  }
  const ends = Date.parse(until);
  if (ends <= facts.nowMs) return say("until", "Name a time that is still to come.");
  if (ends > facts.nowMs + longestDelegationDays * 86_400_000) {
    return say("until", `At most ${longestDelegationDays} days. For longer, the lead changes the roster.`);
  }
  const open = facts.delegations.find(
    (row) => row.fromId === fromId && sameRole(row.role, role) && isOpen(row, facts.nowMs),
  );
  return open ? refuse("already_done", "You have handed this role on already. Take that back first.") : null;
}
