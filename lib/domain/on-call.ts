import { contactList } from "./contact";
import type { OnCallRow } from "./go-live-rows";
import { plainText } from "./plain-text";
import { indexRoster, peopleInRole, sameRole } from "./roster";
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

/** Who is on call at a moment: as the lead set it, the one that began last; else whose shift it is. */
export function onCallAt(
  snapshot: Pick<RunSnapshot, "onCall" | "shifts" | "roster" | "people" | "document">,
  nowMs: number,
): OnCallNow | null {
  const row = snapshot.onCall.findLast(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= nowMs && (endsAt === null || nowMs < Date.parse(endsAt)),
  );
  if (row) return named(row, snapshot);
  const shift = onDuty(snapshot.shifts, nowMs);
  if (!shift) return null;
  const label = snapshot.people[shift.personId]?.name ?? "somebody who left";
  return { id: null, label, people: [shift.personId], contact: null, until: shift.endsAt };
}

function named(
  { id, role, contact, personId, endsAt }: OnCallRow,
  { roster, people, document }: Pick<RunSnapshot, "roster" | "people" | "document">,
): OnCallNow {
  if (personId !== null) {
    const label = people[personId]?.name ?? "somebody who left";
    return { id, label, people: [personId], contact: null, until: endsAt };
  }
  const found = contactList(document).find(({ name }) => sameRole(plainText(name), contact ?? role ?? "")) ?? null;
  const ids = role === null ? [] : peopleInRole(indexRoster(roster), role).filter((one) => one in people);
  return { id, label: role ?? plainText(contact ?? ""), people: ids, contact: found, until: endsAt };
}
