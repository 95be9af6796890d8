import { type DelegationFacts, delegationsOf } from "./delegation";
import { list, plainText } from "./plain-text";
import { peopleInRole } from "./roster";
import type { PersonRef } from "./run";
import { type DutyFacts, keptFrom } from "./separation";
import type { Decision, DelegationRow } from "./signing-rows";
import type { SignoffRead } from "./signoff-standing";
import type { Signoff } from "./template-gate";

/** In which role somebody signs, and with whose authority when it isn't their own. */
export type Authority = { role: string; delegation: DelegationRow | null };

/** Every way this person may act in a sign-off: their own roles first, then what was delegated to them. */
export function authoritiesOf(facts: DelegationFacts, signoff: Pick<Signoff, "roles">, personId: string): Authority[] {
  const own = signoff.roles.find((role) => peopleInRole(facts.roster, role).includes(personId));
  if (own !== undefined) return [{ role: own, delegation: null }];
  return signoff.roles.flatMap((role) =>
    delegationsOf(facts, role)
      .filter(({ toId }) => toId === personId)
      .map((delegation) => ({ role, delegation })),
  );
}

export type SigningFacts = DelegationFacts &
  DutyFacts & { people: Readonly<Record<string, PersonRef>>; read: SignoffRead };

export type SigningAnswer = { may: true; authority: Authority } | { may: false; text: string };

/**
 * May this person sign like this now? A NO-GO asks for the role alone: nobody is kept from stopping. An approval also
 * waits for its turn, keeps duties apart, for the delegate and for whom they sign alike, and counts each authority once.
 */
export function signingAuthority(
  facts: SigningFacts,
  signoff: Signoff,
  personId: string,
  decision: Decision,
): SigningAnswer {
  const { read } = facts;
  const found = authoritiesOf(facts, signoff, personId);
  const [first] = found;
  const name = plainText(signoff.title);
  if (!first)
    return { may: false, text: `${name} is signed by ${list(signoff.roles, "or")}${instead(facts, personId)}` };
  if (decision === "reject") return { may: true, authority: first };
  if (read.waitsFor.length > 0) {
    return {
      may: false,
      text: `${name} comes after ${list(read.waitsFor)}. Wait for that signature. NO-GO can be signed now.`,
    };
  }
  const self = keptFrom(signoff, facts, personId);
  if (self)
    return { may: false, text: `You can't approve this: who ${self.why} doesn't sign it${instead(facts, personId)}` };
  const free = found.filter(({ delegation }) => !delegation || !keptFrom(signoff, facts, delegation.fromId));
  const [giver] = found.flatMap(({ delegation }) => delegation?.fromId ?? []);
  if (free.length === 0 && giver) {
    const kept = keptFrom(signoff, facts, giver);
    return {
      may: false,
      text: `${nameOf(facts, giver)} ${kept?.why}, so nobody approves it for them${instead(facts, personId)}`,
    };
  }
  const spent = new Set(
    read.acts
      .filter(({ row, standing }) => standing.standing === "counts" && row.personId !== personId)
      .map(({ row }) => row.delegation?.fromId ?? row.personId),
  );
  const unspent = free.find(({ delegation }) => !delegation || !spent.has(delegation.fromId));
  if (unspent) return { may: true, authority: unspent };
  return {
    may: false,
    text: `${nameOf(facts, giver)} is signed for already; a second signature for them wouldn't count.`,
  };
}

function nameOf({ people }: SigningFacts, id = ""): string {
  return people[id]?.name ?? "Someone who left";
}

/** `: Ann or Bob may.` */
function instead(facts: SigningFacts, personId: string): string {
  const names = facts.read.signers.filter((id) => id !== personId).map((id) => nameOf(facts, id));
  return names.length > 0
    ? `: ${list(names, "or")} may.`
    : ". Nobody else is on the roster for it; the lead can name somebody.";
}
