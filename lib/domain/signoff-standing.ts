import type { SignoffStanding } from "./assessment";
import { type DelegationFacts, delegationFacts, peopleActingIn } from "./delegation";
import { signersOf } from "./roster";
import type { RunState } from "./run-state";
import { type DutyFacts, keptFrom } from "./separation";
import { type SignedScope, type Standing, standingIn } from "./signature-standing";
import { authoritiesOf } from "./signing-authority";
import type { SignatureRow } from "./signing-rows";
import { partTitles } from "./signoff-coverage";
import { waitsFor } from "./signoff-order";
import { policyWords } from "./signoff-words";
import type { Gate, Signoff } from "./template-gate";

/** A sign-off with what its signatures are worth now; `ready` is for the verdict to say. */
export type SignoffRead = Omit<SignoffStanding, "ready"> & {
  /** The latest act of each person, as rows, beside `signatures`. */
  acts: readonly { row: SignatureRow; standing: Standing }[];
  /** Distinct people whose approval counts. */
  approvals: number;
};

/**
 * Each person's latest act stands for them; a withdrawn one leaves them without a signature, it revives no earlier one.
 * Quorum counts distinct people, and whoever signs and whoever they sign for as one. One rejection outweighs every approval.
 */
export function readSignoff(state: RunState, signoff: Signoff, scope: SignedScope): SignoffRead {
  const { gate, covered } = scope;
  const facts = delegationFacts(state.snapshot, state.roster, state.nowMs);
  const acts = latestActs(state.snapshot.signatures, scope.gate.key, signoff.key)
    .filter((row) => row.decision !== "reject" || !isReplaced(state, facts, row))
    .map((row) => ({ row, standing: standingIn(row, scope, signoff) }));
  const counting = acts.filter(({ standing }) => standing.standing === "counts");
  const approvals = new Set(counting.map(({ row }) => row.delegation?.fromId ?? row.personId)).size;
  const acting = [...new Set(signoff.roles.flatMap((role) => peopleActingIn(facts, role)))];
  const kept = acting.flatMap((personId) => {
    const why = keptAsActing(signoff, { leadId: scope.leadId, covered }, facts, personId);
    return why === null ? [] : [{ personId, why }];
  });
  return {
    key: signoff.key,
    title: signoff.title,
    roles: signoff.roles,
    wording: signoff.wording,
    count: signoff.count,
    signers: acting.filter((id) => !kept.some(({ personId }) => personId === id)),
    kept,
    policy: policyWords(gate, signoff, signersOf(state.roster, signoff).length),
    parts: partTitles(state, signoff),
    covers: covered.length,
    waitsFor: [],
    status: statusOf(acts, counting, approvals, signoff.count),
    signatures: acts.map(({ standing }) => standing),
    acts,
    approvals,
  };
}

/** The same with what comes first in its gate; `reads` are all of the gate's. */
export function readOrder(gate: Gate, reads: readonly SignoffRead[]): SignoffRead[] {
  const given = new Set(reads.filter(isGiven).map(({ key }) => key));
  return reads.map((read) => {
    const signoff = gate.signoffs.find(({ key }) => key === read.key);
    return signoff?.after ? { ...read, waitsFor: waitsFor(gate, signoff, (key) => given.has(key)) } : read;
  });
}

export function isGiven({ status }: Pick<SignoffStanding, "status">): boolean {
  return status === "approved" || status === "conditional";
}

/** Why this person can approve in none of their ways. */
function keptAsActing(signoff: Signoff, duty: DutyFacts, facts: DelegationFacts, personId: string): string | null {
  const self = keptFrom(signoff, duty, personId);
  if (self) return self.why;
  const whys = authoritiesOf(facts, signoff, personId).map(({ delegation }) => {
    const kept = delegation && keptFrom(signoff, duty, delegation.fromId);
    return kept ? `signs for who ${kept.why}` : null;
  });
  return whys.includes(null) ? null : (whys[0] ?? null);
}

function latestActs(rows: readonly SignatureRow[], gateKey: string, signoffKey: string): SignatureRow[] {
  const latest = new Map<string, SignatureRow>();
  for (const row of rows) {
    if (row.gateKey !== gateKey || row.signoffKey !== signoffKey) continue;
    const other = latest.get(row.personId);
    if (!other || isLater(row, other)) latest.set(row.personId, row);
  }
  return [...latest.values()].filter((row) => row.withdrawnAt === null);
}

function isLater(a: SignatureRow, b: SignatureRow): boolean {
  const [at, bt] = [Date.parse(a.signedAt), Date.parse(b.signedAt)];
  return at === bt ? a.id > b.id : at > bt;
}

/** A rejection ends when its author no longer fills the role and whoever does has signed since. */
function isReplaced(state: RunState, facts: DelegationFacts, rejection: SignatureRow): boolean {
  const holders = peopleActingIn(facts, rejection.role);
  if (holders.includes(rejection.personId)) return false;
  return state.snapshot.signatures.some(
    (row) =>
      row.gateKey === rejection.gateKey &&
      row.signoffKey === rejection.signoffKey &&
      row.withdrawnAt === null &&
      holders.includes(row.personId) &&
      isLater(row, rejection),
  );
}

function statusOf(
  acts: readonly { row: SignatureRow; standing: Standing }[],
  counting: readonly { row: SignatureRow }[],
  approvals: number,
  count: number,
): SignoffStanding["status"] {
  if (acts.some(({ standing }) => standing.standing === "rejects")) return "rejected";
  if (approvals < count) return acts.some(({ standing }) => standing.standing === "stale") ? "stale" : "waiting";
  return counting.some(({ row }) => hasOpenConditions(row)) ? "conditional" : "approved";
}

/** A conditional approval without listed conditions keeps its condition in the comment, and can't be met. */
export function hasOpenConditions(row: SignatureRow): boolean {
  if (row.decision !== "approve_with_conditions") return false;
  return row.conditions.length === 0 || row.conditions.some((condition) => condition.doneAt === null);
}
