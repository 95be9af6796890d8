import type { Party } from "./assessment";
import type { RunFacts } from "./permission";
import type { PersonRef, RosterEntry, RunHead } from "./run";
import type { DelegationRow } from "./signing-rows";
import type { Signoff } from "./template-gate";

/** Roles match without regard to case, spaces and punctuation: `Tech Lead`, `tech-lead` and `@tech_lead` are one. */
export function roleId(role: string): string {
  const folded = role.normalize("NFKC").toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, "") || folded.trim();
}

export function sameRole(a: string, b: string): boolean {
  return roleId(a) === roleId(b);
}

/** Ids of the people in one role; deputies may sign but are charged only when nobody else fills it. */
export type RoleHolders = { primary: readonly string[]; deputies: readonly string[] };

/** The roster by `roleId`. */
export type RosterIndex = ReadonlyMap<string, RoleHolders>;

export function indexRoster(roster: readonly RosterEntry[]): RosterIndex {
  const index = new Map<string, { primary: string[]; deputies: string[] }>();
  for (const { role, personId, deputy } of roster) {
    const id = roleId(role);
    const holders = index.get(id) ?? { primary: [], deputies: [] };
    const side = deputy ? holders.deputies : holders.primary;
    if (!side.includes(personId)) side.push(personId);
    index.set(id, holders);
  }
  return index;
}

/** Everybody who may act in a role, deputies last. */
export function peopleInRole(index: RosterIndex, role: string): string[] {
  const holders = index.get(roleId(role));
  return holders ? [...new Set([...holders.primary, ...holders.deputies])] : [];
}

/** Distinct people who may give a sign-off, deputies included. */
export function signersOf(index: RosterIndex, signoff: Pick<Signoff, "roles">): string[] {
  return [...new Set(signoff.roles.flatMap((role) => peopleInRole(index, role)))];
}

/** The sign-off's role this person fills, as the template spells it; null when they fill none. */
export function signingRole(index: RosterIndex, signoff: Pick<Signoff, "roles">, personId: string): string | null {
  return signoff.roles.find((role) => peopleInRole(index, role).includes(personId)) ?? null;
}

/**
 * What a person is in a run, for the permission table. Anybody on the roster in any role contributes, `contributor`
 * being a role anyone may be given; `signer` means of one of `signoffs` (those in question), by the roster or by one of
 * the `delegations` in force. Signing is never implied.
 */
export function runFacts(
  run: Pick<RunHead, "leadId">,
  roster: readonly RosterEntry[],
  personId: string | null,
  signoffs: readonly Pick<Signoff, "roles">[],
  delegations: readonly Pick<DelegationRow, "role" | "toId">[] = [],
): RunFacts {
  if (personId === null) return { lead: false, contributor: false, signer: false };
  const lead = run.leadId === personId;
  const roles = new Set(roster.filter((entry) => entry.personId === personId).map((entry) => roleId(entry.role)));
  const delegated = delegations.filter(({ toId }) => toId === personId).map(({ role }) => roleId(role));
  const signing = new Set([...roles, ...delegated]);
  const signer = signoffs.some((signoff) => signoff.roles.some((role) => signing.has(roleId(role))));
  return { lead, contributor: lead || roles.size > 0, signer };
}

export type People = Readonly<Record<string, PersonRef>>;

export function personParty(people: People, id: string, role?: string): Party {
  const name = people[id]?.name ?? "Someone who left";
  return role === undefined ? { kind: "person", id, name } : { kind: "person", id, name, role };
}

/** Who answers for a role: the one person filling it, the role itself when several or nobody do. */
export function roleParty(index: RosterIndex, people: People, role: string): Party {
  const holders = index.get(roleId(role));
  const answering = holders?.primary.length ? holders.primary : (holders?.deputies ?? []);
  const [only, ...others] = answering;
  return only !== undefined && others.length === 0 ? personParty(people, only, role) : { kind: "role", role };
}

/** Equal for equal parties, however they came to be charged. */
export function partyId(party: Party): string {
  if (party.kind === "person") return `person:${party.id}`;
  return party.kind === "role" ? `role:${roleId(party.role)}` : "nobody";
}

export function partyName(party: Party): string {
  if (party.kind === "person") return party.name;
  return party.kind === "role" ? party.role : "Nobody";
}

/** Held by nobody at all, or by a role that nobody fills: whoever reads the list has to assign it first. */
export function isNobodys(index: RosterIndex, who: Party): boolean {
  return who.kind === "nobody" || (who.kind === "role" && peopleInRole(index, who.role).length === 0);
}
