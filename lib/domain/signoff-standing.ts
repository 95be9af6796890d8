import { peopleInRole, signersOf } from "./roster";
import type { SignatureRow, SignoffStanding } from "./run";
import type { RunState } from "./run-state";
import { type SignedScope, type Standing, standingIn } from "./signature-standing";
import type { Signoff } from "./template";

/** A sign-off with what its signatures are worth now; `ready` is for the verdict to say. */
export type SignoffRead = Omit<SignoffStanding, "ready"> & {
  /** The latest act of each person, as rows, beside `signatures`. */
  acts: readonly { row: SignatureRow; standing: Standing }[];
  /** Distinct people whose approval counts. */
  approvals: number;
};

/**
 * Each person's latest act stands for them; a withdrawn one leaves them without a signature, it revives no earlier one.
 * Quorum counts distinct people. One rejection outweighs every approval.
 */
export function readSignoff(state: RunState, signoff: Signoff, scope: SignedScope): SignoffRead {
  const acts = latestActs(state.snapshot.signatures, scope.gate.key, signoff.key)
    .filter((row) => row.decision !== "reject" || !isReplaced(state, row))
    .map((row) => ({ row, standing: standingIn(row, scope) }));
  const counting = acts.filter(({ standing }) => standing.standing === "counts");
  return {
    key: signoff.key,
    title: signoff.title,
    roles: signoff.roles,
    wording: signoff.wording,
    count: signoff.count,
    signers: signersOf(state.roster, signoff),
    status: statusOf(acts, counting, signoff.count),
    signatures: acts.map(({ standing }) => standing),
    acts,
    approvals: counting.length,
  };
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
function isReplaced(state: RunState, rejection: SignatureRow): boolean {
  const holders = peopleInRole(state.roster, rejection.role);
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
  count: number,
): SignoffStanding["status"] {
  if (acts.some(({ standing }) => standing.standing === "rejects")) return "rejected";
  if (counting.length < count) return acts.some(({ standing }) => standing.standing === "stale") ? "stale" : "waiting";
  return counting.some(({ row }) => hasOpenConditions(row)) ? "conditional" : "approved";
}

/** A conditional approval without listed conditions keeps its condition in the comment, and can't be met. */
export function hasOpenConditions(row: SignatureRow): boolean {
  if (row.decision !== "approve_with_conditions") return false;
  return row.conditions.length === 0 || row.conditions.some((condition) => condition.doneAt === null);
}
