import { canonicalJson } from "./canonical-json";
import type { CheckedRecord, Told } from "./dossier-schema";
import { saysOtherwise } from "./dossier-told";

type Row = CheckedRecord["waivers"][number];

/** Waivers against who asked for what until when, who granted it for which state, and what ended it. */
export function waiverFaults({ waivers }: CheckedRecord, told: readonly Told[]): string[] {
  const act = (id: string, ...actions: string[]) =>
    told.find(({ action, subject }) => subject.key === id && actions.includes(action));
  const asked = told.filter(({ action }) => action === "waiver.asked");
  const missing = asked.filter(({ subject }) => !waivers.some(({ id }) => id === subject.key));
  const wrong = waivers.filter((row) => {
    const [ask, grant] = [act(row.id, "waiver.asked"), act(row.id, "waiver.granted")];
    const end = act(row.id, "waiver.revoked", "waiver.withdrawn");
    return !isAsked(row, ask) || !isGranted(row, grant) || (end?.at ?? null) !== row.revokedAt;
  });
  return [
    ...missing.map(({ subject }) => `Waiver ${subject.key} is missing.`),
    ...wrong.map(({ id }) => `Waiver ${id} isn't what the history tells of.`),
  ];
}

function isAsked(row: Row, ask: Told | undefined): boolean {
  if (ask?.subject.item !== row.itemKey || ask.change?.kind !== row.kind) return false;
  if (saysOtherwise(ask, "expiresAt", row.expiresAt) || saysOtherwise(ask, "owner", row.ownerId)) return false;
  return ask.actor.person === row.askedById && ask.at === row.askedAt;
}

function isGranted(row: Row, grant: Told | undefined): boolean {
  if ((grant?.at ?? null) !== row.grantedAt || (grant?.actor.person ?? null) !== row.grantedById) return false;
  // Of older releases neither row nor entry says what it was granted for.
  return canonicalJson(grant?.change?.grantedFor ?? null) === canonicalJson(row.grantedFor ?? null);
}
