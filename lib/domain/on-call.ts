import { contactList } from "./contact";
import type { OnCallRow } from "./go-live-rows";
import { plainText } from "./plain-text";
import { indexRoster, isHere, partyName, peopleInRole, personParty, sameRole } from "./roster";
import { onDuty } from "./rota";
import type { RunSnapshot } from "./run";
import type { Contact } from "./template-leaves";

export type OnCallNow = {
  /** Null: the rota says so, nobody set it. */
  id: string | null;
  /** Who, in words. */
  label: string;
  /** People of the workspace, by id. */
  people: string[];
  contact: Contact | null;
  until: string | null;
};

/**
 * Who is on call at a moment: as the lead set it, else whose shift it is. A duty that begins ends the one before for good,
 * however long that one was set for: when it is over itself, nobody comes back who took themselves for relieved.
 */
export function onCallAt(
  snapshot: Pick<RunSnapshot, "onCall" | "shifts" | "roster" | "people" | "document">,
  nowMs: number,
): OnCallNow | null {
  const row = dutyAt(snapshot.onCall, nowMs);
  if (row) return named(row, snapshot);
  const shift = onDuty(snapshot.shifts, nowMs);
  return shift && { id: null, ...onePerson(shift.personId, snapshot), until: shift.endsAt };
}

/** The duty in force, its end brought forward to where the next one begins; rows come in the order they begin. */
export function dutyAt(rows: readonly OnCallRow[], nowMs: number): OnCallRow | null {
  // One that was taken away before it began relieves nobody.
  const served = rows.filter(({ startsAt, endsAt }) => endsAt === null || Date.parse(startsAt) < Date.parse(endsAt));
  const last = served.findLast(({ startsAt }) => Date.parse(startsAt) <= nowMs);
  if (!last || (last.endsAt !== null && Date.parse(last.endsAt) <= nowMs)) return null;
  const next = served[served.indexOf(last) + 1]?.startsAt ?? null;
  const sooner = next !== null && (last.endsAt === null || Date.parse(next) < Date.parse(last.endsAt));
  return sooner ? { ...last, endsAt: next } : last;
}

function named(
  { id, role, contact, personId, endsAt }: OnCallRow,
  { roster, people, document }: Pick<RunSnapshot, "roster" | "people" | "document">,
): OnCallNow {
  if (personId !== null) return { id, ...onePerson(personId, { people }), until: endsAt };
  const found = contactList(document).find(({ name }) => sameRole(plainText(name), contact ?? role ?? "")) ?? null;
  const ids = role === null ? [] : peopleInRole(indexRoster(roster), role).filter((one) => isHere(people, one));
  return { id, label: role ?? plainText(contact ?? ""), people: ids, contact: found, until: endsAt };
}

/** Whoever left reaches nobody: their name says whom to replace. */
function onePerson(personId: string, { people }: Pick<RunSnapshot, "people">) {
  const here = isHere(people, personId) ? [personId] : [];
  return { label: partyName(personParty(people, personId)), people: here, contact: null };
}
