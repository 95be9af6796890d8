import { z } from "zod";
import { isMaterial, untouchedRow } from "./item-transition";
import type { Artefact, EvidenceRow, ItemRow, RunSnapshot, WaiverRow } from "./run";
import { type RunState, readRun } from "./run-state";
import type { ConfirmationRow } from "./second-person";
import { supposedSignatures } from "./supposed-signature";
import { type Leaf, leavesBelow } from "./template-tree";

const keys = z.array(z.string().min(1).max(200)).max(2000);

/** What a simulation takes for granted; keys of the document, people by their id. */
export const supposedSchema = z.strictObject({
  /** Items, or sections and phases with all that stands below: passed, with their evidence. */
  done: keys,
  /** The same with an accepted risk. */
  waived: keys,
  /** Sign-offs given by whoever may give them, or people who sign all they are asked for. */
  signed: keys,
  /** Gates at which GO is recorded. */
  decided: keys,
  /** Choices taken, as `choice:option`. */
  chosen: keys,
});
export type Supposed = z.infer<typeof supposedSchema>;
export const supposedKinds = ["done", "waived", "signed", "decided", "chosen"] as const;
export type SupposedKind = (typeof supposedKinds)[number];

export const nothingSupposed: Supposed = { done: [], waived: [], signed: [], decided: [], chosen: [] };

export function isSupposing(supposed: Supposed): boolean {
  return supposedKinds.some((kind) => supposed[kind].length > 0);
}

/** From an address, e.g. `?done=backup,restore&signed=security`. Keys hold no comma. */
export function readSupposed(query: Partial<Record<SupposedKind, string | null | undefined>>): Supposed {
  const lists = supposedKinds.map((kind) => [kind, [...new Set((query[kind] ?? "").split(",").filter(Boolean))]]);
  return Object.fromEntries(lists) as Supposed;
}

/** The same for an address; empty when nothing is supposed. */
export function supposedQuery(supposed: Supposed): string {
  return supposedKinds
    .filter((kind) => supposed[kind].length > 0)
    .map((kind) => `${kind}=${supposed[kind].map(encodeURIComponent).join(",")}`)
    .join("&");
}

/** Puts one thing in, or takes it out again. */
export function toggleSupposed(supposed: Supposed, kind: SupposedKind, key: string): Supposed {
  const before = supposed[kind];
  const after = before.includes(key) ? before.filter((each) => each !== key) : [...before, key];
  return { ...supposed, [kind]: after };
}

/** Keys that name nothing of this run: an address may be older than its checklist. */
export function unknownSupposed(
  { index, snapshot }: Pick<RunState, "index" | "snapshot">,
  supposed: Supposed,
): string[] {
  const signoffs = new Set(index.signoffs.map(({ signoff }) => signoff.key));
  const options = new Set(
    index.choices.flatMap(({ choice }) => choice.options.map((option) => `${choice.key}:${option.key}`)),
  );
  return [
    ...[...supposed.done, ...supposed.waived].filter((key) => !index.ranges.has(key)),
    ...supposed.signed.filter((key) => !signoffs.has(key) && !snapshot.people[key]),
    ...supposed.decided.filter((key) => !index.gateByKey.has(key)),
    ...supposed.chosen.filter((key) => !options.has(key)),
  ];
}

/**
 * The run as it would be: every rule then reads it like any other, so that a simulation can't answer otherwise than the
 * run will. Nothing is written. Signatures are given last, on what is supposed before.
 */
export function suppose(snapshot: RunSnapshot, supposed: Supposed, now: string): RunSnapshot {
  if (!isSupposing(supposed)) return snapshot;
  const decided = withChoices(withGates(snapshot, supposed, now), supposed, now);
  const worked = withItems(decided, supposed, now);
  if (supposed.signed.length === 0) return worked;
  return {
    ...worked,
    signatures: [...worked.signatures, ...supposedSignatures(readRun(worked, now), supposed.signed)],
  };
}

/** What stands for the hand that did it: no id of a row or a person. */
export const supposedId = "supposed";

function withItems(snapshot: RunSnapshot, supposed: Supposed, now: string): RunSnapshot {
  const state = readRun(snapshot, now);
  const below = (given: readonly string[]) => given.flatMap((key) => leavesBelow(state.index, key));
  const items: Record<string, ItemRow> = { ...snapshot.items };
  const evidence: EvidenceRow[] = [];
  const confirmations: ConfirmationRow[] = [];
  const by = { personId: supposedId, at: now, passedAt: now, revision: null, terms: null };
  for (const leaf of below(supposed.done)) {
    const standing = state.standings[leaf.order];
    items[leaf.key] = passed(snapshot.items[leaf.key] ?? untouchedRow(leaf.key), now);
    const proven = standing?.evidenceProblem === null && standing.satisfied;
    if (leaf.demand && !proven) evidence.push(proof(leaf, snapshot.run.artefact, now));
    if (leaf.second) confirmations.push({ ...by, itemKey: leaf.key });
  }
  const waivers = below(supposed.waived).map(({ key }) => accepted(items[key] ?? untouchedRow(key), now));
  return {
    ...snapshot,
    items,
    evidence: evidence.length > 0 ? [...snapshot.evidence, ...evidence] : snapshot.evidence,
    confirmations: confirmations.length > 0 ? [...snapshot.confirmations, ...confirmations] : snapshot.confirmations,
    waivers: waivers.length > 0 ? [...snapshot.waivers, ...waivers] : snapshot.waivers,
  };
}

function passed(row: ItemRow, now: string): ItemRow {
  const next: ItemRow = { ...row, state: "passed", blocked: null, reason: null, changedAt: now };
  return { ...next, revision: row.revision + (isMaterial(row, next) ? 1 : 0) };
}

/** Of the kind that is asked for, as fresh as can be and of the artefact deployed. */
function proof({ key, demand }: Leaf, artefact: Artefact | null, now: string): EvidenceRow {
  const none = { url: null, text: null, mime: null, size: null, expiresAt: null, redactedAt: null };
  const kind = demand?.kind ?? "note";
  const by = { sha256: "", addedById: kind === "check" ? null : supposedId, addedAt: now, artefact };
  return {
    ...none,
    ...by,
    id: `${supposedId}-${key}`,
    itemKey: key,
    kind,
    title: "",
    result: kind === "check" ? "pass" : null,
  };
}

function accepted({ key: itemKey, state, blocked, revision }: ItemRow, now: string): WaiverRow {
  const by = { askedById: supposedId, ownerId: supposedId, grantedById: supposedId };
  const when = { askedAt: now, grantedAt: now, expiresAt: null, revokedAt: null };
  const grantedFor = { state, blocked: blocked !== null, revision };
  return { id: `${supposedId}-${itemKey}`, itemKey, kind: "waiver", reason: "supposed", ...by, ...when, grantedFor };
}

function withGates(snapshot: RunSnapshot, { decided }: Supposed, now: string): RunSnapshot {
  if (decided.length === 0) return snapshot;
  const rows = decided.map((key) => ({
    key,
    status: "go" as const,
    decidedById: null,
    decidedAt: now,
    reason: null,
    frozen: null,
    supposed: true as const,
  }));
  return { ...snapshot, gates: [...snapshot.gates.filter(({ key }) => !decided.includes(key)), ...rows] };
}

function withChoices(snapshot: RunSnapshot, { chosen }: Supposed, now: string): RunSnapshot {
  if (chosen.length === 0) return snapshot;
  const rows = chosen.map((pair) => {
    const [key = "", option = ""] = pair.split(":");
    return { key, option, reason: "supposed", byId: supposedId, at: now, version: 1 };
  });
  const taken = new Set(rows.map(({ key }) => key));
  return { ...snapshot, choices: [...snapshot.choices.filter(({ key }) => !taken.has(key)), ...rows] };
}
