import type { SignoffStanding } from "./assessment";
import { type AcceptedRisk, acceptedRisks, choicesAt, type StatedChoice } from "./choice-taken";
import type { ItemState } from "./item-state";
import { changedAbove, leafTerms, termChanges, termsAsSigned } from "./leaf-terms";
import { plainText } from "./plain-text";
import type { RunHead, RunSnapshot } from "./run";
import { coveredStandings, type LeafStanding, type RunState, readRun } from "./run-state";
import { keptFrom } from "./separation";
import { asksAsSigned, type Deployment, evidenceIds, scopeDigest, waiverIds } from "./signature";
import type { SignatureRow, SignedLeaf } from "./signing-rows";
import { signoffCoverage } from "./signoff-coverage";
import type { Gate, Signoff } from "./template-gate";
import { type GatePlace, indexDocument, type Leaf } from "./template-tree";

export type Standing = SignoffStanding["signatures"][number];
export type Change = Standing["changed"][number];

/** What a gate's signatures are compared with; built once per gate and reading. */
export type SignedScope = {
  gate: Gate;
  covered: readonly LeafStanding[];
  risks: readonly AcceptedRisk[];
  choices: readonly StatedChoice[];
  byKey: ReadonlyMap<string, LeafStanding>;
  readonly digest: string;
  /** As signatures of older releases hold it, without the choices: compared by their own rule, or upgrading made them stale. */
  readonly firstDigest: string;
  leadId: string;
};

/** A gate as a signature given now would cover it. The digest is made when first asked for: most readings never do. */
export function scopeOf(
  gate: Gate,
  covered: readonly LeafStanding[],
  run: Deployment & Pick<RunHead, "leadId">,
  risks: readonly AcceptedRisk[],
  choices: readonly StatedChoice[],
): SignedScope {
  let digest: string | null = null;
  const keys = () => covered.map((standing) => standing.leaf.key);
  return {
    gate,
    covered,
    risks,
    choices,
    leadId: run.leadId,
    byKey: new Map(covered.map((standing) => [standing.leaf.key, standing])),
    get digest() {
      digest ??= scopeDigest(gate, run, keys(), risks, choices);
      return digest;
    },
    get firstDigest() {
      return choices.length === 0 ? this.digest : scopeDigest(gate, run, keys(), risks);
    },
  };
}

/** A sign-off as a signature given now would cover it. */
export function signoffScope(state: RunState, place: GatePlace, signoff: Signoff): SignedScope {
  return scopeIn(state, place, signoffCoverage(state, place, signoff));
}

/** The same for any part of what a gate covers. */
export function scopeIn(state: RunState, place: GatePlace, coverage: readonly Leaf[]): SignedScope {
  const covered = coveredStandings(state, coverage);
  const [risks, choices] = [acceptedRisks(state, place, coverage), choicesAt(state, place, coverage)];
  return scopeOf(place.gate, covered, deploymentAt(state, place), risks, choices);
}

/** A new attempt leaves the gates before it as they were decided, so that their signatures are of the attempt they were given in. */
export function deploymentAt({ snapshot: { run, attempts }, gateRows }: RunState, { gate }: GatePlace): RunHead {
  const row = gateRows.get(gate.key);
  if (run.attempt === 1 || row?.status !== "go" || row.decidedAt === null) return run;
  const decided = Date.parse(row.decidedAt);
  const then = attempts.find(
    ({ startedAt, endedAt }) => Date.parse(startedAt) <= decided && decided <= Date.parse(endedAt),
  );
  return then ? { ...run, attempt: then.number } : run;
}

/** Everything a gate covers, as an override made now would be bound to it. `now` is ISO. */
export function gateScope(snapshot: RunSnapshot, place: GatePlace, now: string): SignedScope {
  return scopeIn(readRun(snapshot, now), place, place.coverage);
}

/** Does this signature count at this moment? An unknown gate makes everything stale. */
export function signatureStanding(signature: SignatureRow, snapshot: RunSnapshot, now: string): Standing {
  const state = readRun(snapshot, now);
  const place = state.index.gateByKey.get(signature.gateKey);
  const signoff = place?.gate.signoffs.find(({ key }) => key === signature.signoffKey);
  if (!place) return { id: signature.id, standing: "stale", changed: [], improved: [] };
  if (signoff) return standingIn(signature, signoffScope(state, place, signoff), signoff);
  return standingIn(signature, scopeIn(state, place, place.coverage), { key: "" });
}

/**
 * A rejection never goes stale; an approval does as soon as anything material to it changed, or whoever gave it took on
 * a duty that the sign-off keeps apart.
 */
export function standingIn(
  signature: SignatureRow,
  scope: SignedScope,
  signoff: Pick<Signoff, "key" | "not">,
): Standing {
  const { changed, improved } = changesSince(signature, scope);
  if (signature.decision === "reject") return { id: signature.id, standing: "rejects", changed, improved };
  changed.push(...dutiesTaken(signature, scope, signoff));
  return { id: signature.id, standing: changed.length === 0 ? "counts" : "stale", changed, improved };
}

/**
 * What became of everything a signature (or an open ceremony) is bound to. Empty `changed` = it still holds;
 * `improved` are titles of leaves that passed or gained evidence since.
 */
export function changesSince(
  signed: Pick<SignatureRow, "leaves" | "scopeDigest">,
  scope: SignedScope,
): { changed: Change[]; improved: string[] } {
  const changed: Change[] = [];
  const improved: string[] = [];
  const keys = new Set<string>();
  for (const leaf of signed.leaves) {
    keys.add(leaf.key);
    const current = scope.byKey.get(leaf.key);
    const why = current ? whyChanged(leaf, current) : "is no longer covered";
    if (current && why === changedAbove) addPart(changed, current);
    else if (why !== null) changed.push({ key: leaf.key, title: current?.leaf.title ?? leaf.key, why });
    else if (current && hasImproved(leaf, current)) improved.push(current.leaf.title);
  }
  for (const { leaf } of scope.covered) {
    if (!keys.has(leaf.key)) changed.push({ key: leaf.key, title: leaf.title, why: "was added" });
  }
  if (changed.length === 0 && ![scope.digest, scope.firstDigest].includes(signed.scopeDigest)) {
    const why = `the artefact, the environment${scope.choices.length > 0 ? ", a choice" : ""} or the gate's rules changed`;
    changed.push({ key: scope.gate.key, title: plainText(scope.gate.title), why });
  }
  return { changed, improved };
}

function dutiesTaken(
  { personId, printedName, delegation }: SignatureRow,
  scope: SignedScope,
  signoff: Pick<Signoff, "key" | "not">,
): Change[] {
  const people = [{ id: personId, name: printedName }];
  if (delegation) people.push({ id: delegation.fromId, name: delegation.fromName });
  return people.flatMap(({ id, name }) => {
    const kept = keptFrom(signoff, scope, id);
    if (!kept) return [];
    if (kept.leaf)
      return [{ key: kept.leaf.key, title: kept.leaf.title, why: `was ticked by ${name}, who signed for it` }];
    return [{ key: signoff.key, title: name, why: kept.why }];
  });
}

/** Said once of the part, not of each of its items. */
function addPart(changed: Change[], { leaf, document }: LeafStanding): void {
  const key = leaf.above.at(-1) ?? leaf.key;
  if (changed.some((change) => change.key === key && change.why === changedAbove)) return;
  const parent = leaf.parent === null ? null : indexDocument(document).items.get(leaf.parent);
  changed.push({ key, title: parent?.title ?? leaf.path.at(-1) ?? leaf.title, why: changedAbove });
}

function whyChanged(signed: SignedLeaf, current: LeafStanding): string | null {
  const asks = asksOtherwise(signed, current);
  if ((current.row?.revision ?? 0) !== signed.revision) {
    const stands = signed.state !== current.state || asks.length === 0 ? [moved(signed.state, current.state)] : [];
    return [...stands, ...asks].join(", ");
  }
  if (asks.length > 0) return asks.join(", ");
  const waivers = waiverIds(current);
  if (waivers.some((id) => !signed.waivers.includes(id))) return "a waiver was granted";
  if (signed.waivers.length !== waivers.length) return "a waiver ended";
  const valid = new Set(evidenceIds(current));
  return signed.evidence.some((id) => !valid.has(id)) ? "evidence was replaced, redacted or expired" : null;
}

/** How what a leaf asks differs from what was signed; empty when it doesn't. */
export function asksOtherwise(signed: SignedLeaf, current: LeafStanding): string[] {
  if (asksAsSigned(signed, current)) return [];
  if (!signed.terms) return ["was reworded"];
  const terms = leafTerms(current.document, current.leaf);
  const found = termChanges(signed.terms, termsAsSigned(terms, signed.terms));
  return found.length > 0 ? found : ["isn't what was signed"];
}

const words: Record<ItemState, string> = {
  open: "open",
  in_progress: "in progress",
  passed: "passed",
  warned: "warned",
  failed: "failed",
  not_applicable: "not applicable",
};

function moved(before: ItemState, after: ItemState): string {
  return before === after ? `changed since, and is ${words[after]}` : `was ${words[before]}, now ${words[after]}`;
}

function hasImproved(signed: SignedLeaf, current: LeafStanding): boolean {
  return (current.state === "passed" && signed.state !== "passed") || current.evidence.length > signed.evidence.length;
}
