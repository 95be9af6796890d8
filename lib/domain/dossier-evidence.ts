import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./digest";
import type { CheckedRecord, Told } from "./dossier-schema";
import { saysOtherwise } from "./dossier-told";

type Row = CheckedRecord["evidence"][number];

/** Evidence against what was added and redacted, and its words against their digest. */
export function evidenceFaults({ evidence }: CheckedRecord, told: readonly Told[]): string[] {
  const added = new Map(told.filter(({ action }) => action === "evidence.added").map((t) => [t.subject.key, t]));
  const redacted = new Map(told.filter((t) => t.action === "evidence.redacted").map((t) => [t.subject.key, t.at]));
  const known = new Set(evidence.map(({ id }) => id));
  const faults = [...added.keys()].filter((id) => !known.has(id)).map((id) => `Evidence ${id} is missing.`);
  for (const row of evidence) {
    const name = `The evidence ${row.title} (${row.id})`;
    if (!isTold(row, added.get(row.id))) faults.push(`${name} isn't what the history tells of.`);
    if ((redacted.get(row.id) ?? null) !== row.redactedAt) faults.push(`Whether ${name} was redacted is wrong.`);
    if (row.redactedAt === null && !holdsText(row)) faults.push(`${name} doesn't say what was hashed.`);
  }
  if (known.size !== evidence.length) faults.push("Evidence stands there twice.");
  return faults;
}

function isTold(row: Row, entry: Told | undefined): boolean {
  if (!entry || entry.subject.item !== row.itemKey || entry.actor.person !== row.addedById) return false;
  const { change = {}, at } = entry;
  const artefact = "artefact" in change && canonicalJson(change.artefact) !== canonicalJson(row.artefact ?? null);
  const otherwise = artefact || saysOtherwise(entry, "expiresAt", row.expiresAt);
  return (
    !otherwise && change.sha256 === row.sha256 && change.kind === row.kind && at === row.addedAt && holdsResult(row)
  );
}

/** The outcome of a check stands at the head of its words. */
function holdsResult({ kind, result, text }: Row): boolean {
  if (kind !== "check" || text === null) return true;
  return text.split(/[\n,]/, 1)[0] === result;
}

/** Files are elsewhere, and long texts cut: those can't be compared here. */
function holdsText({ kind, url, text, size, sha256 }: Row): boolean {
  if (kind === "file") return true;
  const cut = text !== null && size !== null && new TextEncoder().encode(text).length < size && text.length >= 2000;
  return cut || sha256Hex(canonicalJson({ kind, url, text })) === sha256;
}
