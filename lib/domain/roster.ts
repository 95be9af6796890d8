import type { Party } from "./assessment";
import type { RunFacts } from "./permission";
import { list } from "./plain-text";
import type { RosterEntry, RunHead, RunPerson } from "./run";
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

/**
 * Ids of the people in one role; deputies may sign but are charged only when nobody else fills it. `left` are named in
 * it, and fill it as little as if they weren't: they don't take part any more.
 */
export type RoleHolders = { primary: readonly string[]; deputies: readonly string[]; left: readonly string[] };

/** The roster by `roleId`. */
export type RosterIndex = ReadonlyMap<string, RoleHolders>;

export function indexRoster(roster: readonly RosterEntry[]): RosterIndex {
  const index = new Map<string, { primary: string[]; deputies: string[]; left: string[] }>();
  for (const { role, personId, deputy, idle } of roster) {
    const id = roleId(role);
    const holders = index.get(id) ?? { primary: [], deputies: [], left: [] };
    const side = idle ? holders.left : deputy ? holders.deputies : holders.primary;
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

export type People = Readonly<Record<string, RunPerson>>;

/** Whether somebody of a run's workspace is asked for anything. */
export function isHere(people: People, id: string): boolean {
  const person = people[id];
  return person !== undefined && !person.idle;
}

/** Nobody in place of whoever doesn't take part any more: what they hold waits to be handed over. */
export function personParty(people: People, id: string, role?: string): Party {
  const name = people[id]?.name ?? "Someone";
  if (!isHere(people, id)) return { kind: "nobody", left: [{ id, name }] };
  return role === undefined ? { kind: "person", id, name } : { kind: "person", id, name, role };
}

/** Who answers for a role: the one person filling it, the role itself when several or nobody do. */
export function roleParty(index: RosterIndex, people: People, role: string): Party {
  const holders = index.get(roleId(role));
  const answering = holders?.primary.length ? holders.primary : (holders?.deputies ?? []);
  const [only, ...others] = answering;
  return only !== undefined && others.length === 0 ? personParty(people, only, role) : wholeRole(index, people, role);
}

/** A role as such; with whoever filled it and left where nobody fills it now. */
export function wholeRole(index: RosterIndex, people: People, role: string): Party {
  const { primary = [], deputies = [], left = [] } = index.get(roleId(role)) ?? {};
  if (primary.length + deputies.length > 0 || left.length === 0) return { kind: "role", role };
  return { kind: "role", role, left: left.map((id) => ({ id, name: people[id]?.name ?? "Someone" })) };
}

/** Equal for equal parties, however they came to be charged. */
export function partyId(party: Party): string {
  if (party.kind === "person") return `person:${party.id}`;
  if (party.kind === "role") return `role:${roleId(party.role)}`;
  return party.left ? `nobody:${party.left.map(({ id }) => id).join()}` : "nobody";
}

export function partyName(party: Party): string {
  if (party.kind === "person") return party.name;
  const left = leftWords(party);
  if (party.kind === "role") return left === null ? party.role : `${party.role} (${left})`;
  return left === null ? "Nobody" : `Nobody: ${left}`;
}

/** Whose initials stand for a party; null for nobody. */
export function partyFace(party: Party): string | null {
  return party.kind === "person" ? party.name : party.kind === "role" ? party.role : null;
}

/** Whom to wait for, within a sentence: of what was left, whoever takes it over. */
export function somebodyFor(party: Party): string {
  if (party.kind === "person") return party.name;
  if (party.kind === "role" && !party.left) return party.role;
  const left = leftNames(party);
  return left === null ? "somebody to own it" : `somebody in place of ${left}`;
}

/** `Ann left`: of what nobody holds since; null where nobody went away. */
export function leftWords(party: Party): string | null {
  const names = leftNames(party);
  return names === null ? null : `${names} left`;
}

export function leftNames(party: Party): string | null {
  return party.kind === "person" || !party.left ? null : list(party.left.map(({ name }) => name));
}

/** Held by nobody at all, or by a role that nobody fills: whoever reads the list has to assign it first. */
export function isNobodys(index: RosterIndex, who: Party): boolean {
  return who.kind === "nobody" || (who.kind === "role" && peopleInRole(index, who.role).length === 0);
}
