import { isHere, peopleInRole, type RosterIndex, roleId } from "./roster";
import type { RunSnapshot } from "./run";
import type { DelegationRow } from "./signing-rows";

/** What tells which delegations hold at a moment. */
export type DelegationFacts = { roster: RosterIndex; delegations: readonly DelegationRow[]; nowMs: number };

/** A delegate who left is asked for nothing: until they are back it is as if nobody had taken it on. */
export function delegationFacts(
  { delegations, people }: Pick<RunSnapshot, "delegations" | "people">,
  roster: RosterIndex,
  nowMs: number,
): DelegationFacts {
  const kept = delegations.length === 0 ? delegations : delegations.filter(({ toId }) => isHere(people, toId));
  return { roster, delegations: kept, nowMs };
}

/** Neither taken back nor past its end; accepted or not. */
export function isOpen(row: DelegationRow, nowMs: number): boolean {
  return row.revokedAt === null && Date.parse(row.until) > nowMs;
}

/** Accepted, open, and its giver still fills the role: what they lost, by leaving too, they can't have given. */
export function isInForce(row: DelegationRow, { roster, nowMs }: DelegationFacts): boolean {
  return row.acceptedAt !== null && isOpen(row, nowMs) && peopleInRole(roster, row.role).includes(row.fromId);
}

/** Those in force for one role, earliest accepted first. */
export function delegationsOf(facts: DelegationFacts, role: string): DelegationRow[] {
  if (facts.delegations.length === 0) return [];
  const id = roleId(role);
  return facts.delegations
    .filter((row) => roleId(row.role) === id && isInForce(row, facts))
    .sort((a, b) => compare(a.acceptedAt ?? "", b.acceptedAt ?? "") || compare(a.id, b.id));
}

/** Everybody who may act in a role at this moment, the roster's people first. */
export function peopleActingIn(facts: DelegationFacts, role: string): string[] {
  const delegates = delegationsOf(facts, role).map(({ toId }) => toId);
  return [...new Set([...peopleInRole(facts.roster, role), ...delegates])];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
