import { type ArtefactPart, artefactParts } from "./artefact";
import { differing, partName } from "./artefact-match";
import { isOfPipeline, standingChecks } from "./check-standing";
import { measures } from "./measured-item";
import type { Artefact, EvidenceRow } from "./run";
import type { Expectation } from "./template-leaves";

export const evidenceKinds = ["file", "link", "note", "value", "output", "check"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What counts as proof of an item: as stated by it or its nearest ancestor, each part by itself. */
export type EvidenceDemand = {
  /** Null: any kind. */
  kind: EvidenceKind | null;
  /** Older proves nothing. Null: never too old. */
  ageMinutes: number | null;
  /** Only of the artefact the run deploys now. */
  bound: boolean;
  /** Bound by this part of it alone. Null: by all of them. */
  part: ArtefactPart | null;
};

/** What a demand asks for, in words: `command output, at most 24 h old, of the artefact deployed`. */
export function demandWords({ kind, ageMinutes, bound, part }: EvidenceDemand): string {
  const parts = [kind === null ? "any evidence" : kindWords[kind]];
  if (ageMinutes !== null) parts.push(`at most ${ageWords(ageMinutes)} old`);
  if (bound) parts.push(`of the ${part ?? "artefact"} deployed`);
  return parts.join(", ");
}

export const kindWords: Record<EvidenceKind, string> = {
  file: "a file",
  link: "a link",
  note: "a note",
  value: "a measured value",
  output: "command output",
  check: "a check result",
};

function ageWords(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)} s`;
  if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** The moment a piece of evidence stops proving anything, by its own end or by the age its item allows; ISO or null. */
export function evidenceEnd(
  { addedAt, expiresAt }: Pick<EvidenceRow, "addedAt" | "expiresAt">,
  ageMinutes: number | null,
): string | null {
  if (ageMinutes === null) return expiresAt;
  const aged = new Date(Date.parse(addedAt) + ageMinutes * 60_000).toISOString();
  return expiresAt !== null && Date.parse(expiresAt) < Date.parse(aged) ? expiresAt : aged;
}

/** Evidence that still proves something at this moment. */
export function isValid(evidence: EvidenceRow, nowMs: number, ageMinutes: number | null): boolean {
  const end = evidenceEnd(evidence, ageMinutes);
  return evidence.redactedAt === null && (end === null || Date.parse(end) > nowMs);
}

/** `misses`: a value measured since the item was set isn't what the item expects. */
export type EvidenceProblem = "missing" | "expired" | "other_artefact" | "misses";

export type Weighed = {
  valid: readonly EvidenceRow[];
  proof: readonly EvidenceRow[];
  problem: EvidenceProblem | null;
  /** What the newest evidence is of instead of what is deployed: `build 4711, not build 4712`. */
  otherwise: string | null;
};

/**
 * What an item's evidence is worth: which of it is valid, which proves what is asked, and why nothing does. Where a value
 * is asked for, one of another metric than those `expected` proves nothing.
 */
export function weighEvidence(
  rows: readonly EvidenceRow[],
  demand: EvidenceDemand | null,
  deployed: Artefact | null,
  nowMs: number,
  expected: readonly Expectation[] = [],
): Weighed {
  const age = demand?.ageMinutes ?? null;
  const valid = rows.filter((row) => isValid(row, nowMs, age));
  const checks = new Set(standingChecks(rows));
  const fits = (row: EvidenceRow) => {
    if (row.redactedAt !== null) return false;
    if (row.kind === "check" && (!checks.has(row) || !stands(row))) return false;
    // Anybody can make up a report: where a check is asked for, a pipeline's token must have brought it.
    if (demand?.kind === "check" && !isOfPipeline(row)) return false;
    if (demand?.kind === "value" && expected.length > 0 && !expected.some((one) => measures(row, one))) return false;
    return demand === null || demand.kind === null || demand.kind === row.kind;
  };
  const parts = demand?.part ? [demand.part] : artefactParts;
  const ofArtefact = (row: EvidenceRow) => !demand?.bound || isOf(row, deployed, parts);
  const proof = valid.filter((row) => fits(row) && ofArtefact(row));
  if (demand === null || proof.length > 0) return { valid, proof, problem: null, otherwise: null };
  const newest = valid
    .filter(fits)
    .sort((a, b) => a.addedAt.localeCompare(b.addedAt))
    .at(-1);
  if (newest && names(deployed, parts)) {
    return { valid, proof, problem: "other_artefact", otherwise: differenceWords(newest.artefact, deployed, parts) };
  }
  const expired = rows.some((row) => fits(row) && !valid.includes(row));
  return { valid, proof, problem: expired ? "expired" : "missing", otherwise: null };
}

function stands({ result }: EvidenceRow): boolean {
  return result === "pass" || result === "warn";
}

/** Attached while the run deployed just this; a run that names none of these parts has nothing to be bound to. */
function isOf({ artefact }: EvidenceRow, deployed: Artefact | null, parts: readonly ArtefactPart[]): boolean {
  return names(deployed, parts) && differing(artefact, deployed, parts).length === 0;
}

function names(artefact: Artefact | null, parts: readonly ArtefactPart[]): boolean {
  return parts.some((part) => artefact?.[part] !== undefined);
}

function differenceWords(was: Artefact | null, is: Artefact | null, parts: readonly ArtefactPart[]): string {
  const words = differing(was, is, parts).map((part) => {
    const now = is?.[part];
    return `${partName(was, part)}, ${now === undefined ? "and the run names none" : `not ${now}`}`;
  });
  return words.join("; ");
}

/** More than a person's word: what a command printed, or what a pipeline's check found. */
export function isVerifying(row: EvidenceRow): boolean {
  return row.kind === "output" || (row.kind === "check" && row.result === "pass" && isOfPipeline(row));
}
