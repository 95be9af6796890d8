import type { CheckedRecord, Told } from "./dossier-schema";

/** Roles that were handed on, against who gave, took and ended them. */
export function delegationFaults({ delegations }: CheckedRecord, told: readonly Told[]): string[] {
  const acts = (...actions: string[]) =>
    new Map(told.filter(({ action }) => actions.includes(action)).map((t) => [t.subject.key, t]));
  const [given, accepted] = [acts("delegation.given"), acts("delegation.accepted")];
  const ended = acts("delegation.revoked", "delegation.declined");
  return delegations
    .filter(({ id, role, fromId, toId, until, acceptedAt, revokedAt }) => {
      const entry = given.get(id);
      const { change = {} } = entry ?? {};
      if (entry?.actor.person !== fromId || change.role !== role || change.to !== toId) return true;
      if (change.until !== until || (accepted.get(id)?.at ?? null) !== acceptedAt) return true;
      return (ended.get(id)?.at ?? null) !== revokedAt;
    })
    .map(({ id }) => `Delegation ${id} isn't what the history tells of.`);
}
