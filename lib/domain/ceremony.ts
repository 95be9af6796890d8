import { signingRole } from "./roster";
import type { Decision, RunSnapshot, SignatureRow, SignedLeaf } from "./run";
import { type RunState, readRun } from "./run-state";
import { signLeaf } from "./signature";
import { type Change, changesSince, type SignedScope, scopeOf } from "./signature-standing";
import { buildStatement, type Statement, type StatementCondition, statementSummary } from "./statement";
import type { Gate, Signoff } from "./template";
import { judge } from "./verdict";

/** What somebody is about to sign. `personId` must fill one of the sign-off's roles. */
export type CeremonyRequest = {
  signoffKey: string;
  personId: string;
  decision: Decision;
  comment: string | null;
  conditions: readonly { text: string; ownerId: string | null; dueAt: string | null }[];
  method: SignatureRow["method"];
};

/** The statement with what must be kept beside it, to be copied into the signature unchanged. */
export type Ceremony = {
  statement: Statement;
  summary: string;
  gateKey: string;
  printedName: string;
  role: string;
  scopeDigest: string;
  leaves: SignedLeaf[];
};

/** Draws up a ceremony's statement. Null when there is no such sign-off or the person fills none of its roles. */
export function openCeremony(snapshot: RunSnapshot, now: string, request: CeremonyRequest): Ceremony | null {
  const state = readRun(snapshot, now);
  const found = findSignoff(state, request.signoffKey);
  const person = snapshot.people[request.personId];
  const role = found && signingRole(state.roster, found.signoff, request.personId);
  if (!found || !person || !role) return null;
  const { gate, signoff, judgement, scope } = found;
  const leaves = scope.covered.map(signLeaf);
  const titles = new Map(scope.covered.map(({ leaf }) => [leaf.key, leaf.title]));
  const waivers = scope.covered.flatMap(({ leaf, grants }) =>
    grants.map(({ id, reason, expiresAt }) => ({ id, title: leaf.title, reason, expiresAt })),
  );
  const conditions: StatementCondition[] = request.conditions.map(({ text, ownerId, dueAt }) => ({
    text,
    owner: ownerId === null ? null : (snapshot.people[ownerId]?.name ?? ownerId),
    dueAt,
  }));
  const input = {
    run: snapshot.run,
    gate,
    signoff,
    verdict: judgement.verdict,
    score: judgement.score,
    required: judgement.required,
    leaves: leaves.map((leaf) => ({ ...leaf, title: titles.get(leaf.key) ?? leaf.key })),
    scopeDigest: scope.digest,
    waivers,
    signer: { id: person.id, name: person.name, role },
    decision: request.decision,
    comment: request.comment,
    conditions,
    method: request.method,
    issuedAt: now,
  };
  const changedSinceLast = changedSince(snapshot, request, scope);
  return {
    statement: buildStatement(input),
    summary: statementSummary({ ...input, waivers: waivers.length, changedSinceLast }),
    gateKey: gate.key,
    printedName: person.name,
    role,
    scopeDigest: scope.digest,
    leaves,
  };
}

/** What moved under an open ceremony; signing is refused unless this is empty. Everything moved when the gate is gone. */
export function ceremonyChanges(
  snapshot: RunSnapshot,
  now: string,
  ceremony: Pick<Ceremony, "leaves" | "scopeDigest"> & { signoffKey: string },
): Change[] {
  const state = readRun(snapshot, now);
  const found = findSignoff(state, ceremony.signoffKey);
  if (!found) return [{ key: ceremony.signoffKey, title: ceremony.signoffKey, why: "is no longer asked for" }];
  return changesSince(ceremony, found.scope).changed;
}

type Found = { gate: Gate; signoff: Signoff; judgement: ReturnType<typeof judge>; scope: SignedScope };

function findSignoff(state: RunState, key: string): Found | null {
  const entry = state.index.signoffs.find(({ signoff }) => signoff.key === key);
  const place = entry && state.index.gateByKey.get(entry.gate.key);
  if (!entry || !place) return null;
  const judgement = judge(state, place);
  return { ...entry, judgement, scope: scopeOf(entry.gate, judgement.covered, state.snapshot.run.artefact) };
}

function changedSince(snapshot: RunSnapshot, request: CeremonyRequest, scope: SignedScope): number | null {
  const own = snapshot.signatures.filter(
    ({ personId, signoffKey }) => personId === request.personId && signoffKey === request.signoffKey,
  );
  const last = own.reduce<SignatureRow | null>((a, b) => (a && a.signedAt >= b.signedAt ? a : b), null);
  return last && changesSince(last, scope).changed.length;
}
