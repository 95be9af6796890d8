import { asksAsThen } from "./asked-terms";
import { type EvidenceProblem, isVerifying, weighEvidence } from "./evidence-demand";
import { holdEndsAt, holdMs } from "./hold";
import type { ItemState } from "./item-state";
import { missedSince } from "./measured-item";
import { overridesInForce } from "./override";
import { indexRoster, type RosterIndex } from "./roster";
import type { Artefact, ChoiceRow, EvidenceRow, GateRow, ItemRow, RunSnapshot, WaiverRow } from "./run";
import { isConfirmed } from "./second-person";
import type { OverrideRow } from "./signing-rows";
import type { TemplateDocument } from "./template";
import { type DocumentIndex, expectationsOf, indexDocument, type Leaf } from "./template-tree";

/** Minutes taken for an item whose estimate nobody stated; the forecast says how many there were. */
export const assumedMinutes = 15;

/** One leaf as it stands now: what the score, the blockers and the signatures are made of. */
export type LeafStanding = {
  leaf: Leaf;
  /** The one it is a leaf of. */
  document: TemplateDocument;
  row: ItemRow | null;
  state: ItemState;
  /** False on an option that was not taken, and where a condition isn't met. */
  taken: boolean;
  /** Not applicable, with whatever grant that takes. */
  excused: boolean;
  /** Counts in both sums of the score. */
  applicable: boolean;
  satisfied: boolean;
  /** The accepted risk that stands in for passing, in force now. */
  waiver: WaiverRow | null;
  /** Every grant in force, waivers and not-applicable alike. */
  grants: readonly WaiverRow[];
  /** A risk was accepted, or it was granted not to apply, when it asked something else: that stands for it no more. */
  outworded: boolean;
  evidence: readonly EvidenceRow[];
  /** Only of a satisfied leaf that must have evidence. */
  evidenceProblem: EvidenceProblem | null;
  /** With another artefact as the problem: what the evidence is of, and what is deployed instead; else what missed. */
  evidenceOf: string | null;
  /** Done or not, it has the evidence asked for. */
  proven: boolean;
  /** Passed, and borne out by a command's output or a check. */
  verified: boolean;
  /** Only of a satisfied leaf: a second person must have seen it and nobody has. */
  secondMissing: boolean;
  minutes: number;
};

/** A snapshot read once: by leaf order and by key, at one moment. */
export type RunState = {
  snapshot: RunSnapshot;
  index: DocumentIndex;
  now: string;
  nowMs: number;
  roster: RosterIndex;
  standings: readonly LeafStanding[];
  choices: ReadonlyMap<string, ChoiceRow>;
  /** As they stand at this moment: with an override in force, overridden, whatever was recorded. */
  gateRows: ReadonlyMap<string, GateRow>;
  overrides: ReadonlyMap<string, OverrideRow>;
};

/** Reads a snapshot at `now` (ISO). One pass over its rows; everything else works on the result. */
export function readRun(snapshot: RunSnapshot, now: string): RunState {
  const index = indexDocument(snapshot.document);
  const nowMs = Date.parse(now);
  const choices = new Map(snapshot.choices.map((row) => [row.key, row]));
  const evidence = groupBy(snapshot.evidence, (row) => row.itemKey);
  const waivers = groupBy(snapshot.waivers, (row) => row.itemKey);
  const untaken = untakenLeaves(index, snapshot.choices);
  const standings = index.leaves.map((leaf) =>
    standingOf(leaf, snapshot.items[leaf.key] ?? null, {
      document: index.document,
      nowMs,
      timeScale: snapshot.run.timeScale,
      deployed: snapshot.run.artefact,
      confirmations: snapshot.confirmations,
      taken: !untaken.has(leaf.order),
      evidence: evidence.get(leaf.key) ?? none,
      waivers: waivers.get(leaf.key) ?? none,
    }),
  );
  const overrides = overridesInForce(snapshot.overrides, nowMs);
  return {
    snapshot,
    index,
    now,
    nowMs,
    roster: indexRoster(snapshot.roster),
    standings,
    choices,
    gateRows: gatesNow(snapshot, overrides),
    overrides,
  };
}

/** Only an override in force makes a gate overridden: a row that merely says so has no end, and counts for nothing. */
function gatesNow({ gates }: RunSnapshot, overrides: ReadonlyMap<string, OverrideRow>): Map<string, GateRow> {
  const rows = new Map(
    gates.map((row): [string, GateRow] => [row.key, row.status === "override" ? { ...row, status: "pending" } : row]),
  );
  for (const [key, { confirmedById, confirmedAt, reason }] of overrides) {
    rows.set(key, {
      key,
      status: "override",
      decidedById: confirmedById,
      decidedAt: confirmedAt,
      reason,
      frozen: null,
    });
  }
  return rows;
}

const none: readonly never[] = [];

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * Orders of leaves that aren't part of this run: their condition isn't met, or they belong to an option which was not
 * taken. While nothing is chosen, every option counts.
 */
export function untakenLeaves(
  index: DocumentIndex,
  rows: readonly Pick<ChoiceRow, "key" | "option">[],
): ReadonlySet<number> {
  const untaken = new Set<number>();
  for (const { order, unmet } of index.leaves) if (unmet !== null) untaken.add(order);
  for (const { choice, leaves } of index.choices) {
    const taken = rows.find((row) => row.key === choice.key)?.option;
    const kept = taken === undefined ? undefined : leaves.get(taken);
    if (!kept) continue;
    for (const orders of leaves.values()) for (const order of orders) if (!kept.has(order)) untaken.add(order);
  }
  return untaken;
}

/** Granted, not revoked, not past its expiry. */
export function inForce(waiver: WaiverRow, nowMs: number): boolean {
  return (
    waiver.grantedAt !== null &&
    waiver.revokedAt === null &&
    (waiver.expiresAt === null || Date.parse(waiver.expiresAt) > nowMs)
  );
}

type Facts = {
  document: TemplateDocument;
  nowMs: number;
  timeScale: number;
  taken: boolean;
  deployed: Artefact | null;
  confirmations: RunSnapshot["confirmations"];
  evidence: readonly EvidenceRow[];
  waivers: readonly WaiverRow[];
};

function standingOf(leaf: Leaf, row: ItemRow | null, facts: Facts): LeafStanding {
  const state = row?.state ?? "open";
  const granted = facts.waivers.length === 0 ? none : facts.waivers.filter((waiver) => inForce(waiver, facts.nowMs));
  const grants = granted.filter(({ grantedFor }) => asksAsThen(grantedFor?.terms, facts.document, leaf));
  const waiver = grants.find((grant) => grant.kind === "waiver" && accepts(grant, row)) ?? null;
  const excused = isExcused(leaf, state, grants);
  const met = meets(leaf, row);
  const expected = expectationsOf(leaf.item);
  const weighed = weighEvidence(facts.evidence, leaf.demand, facts.deployed, facts.nowMs, expected);
  const { valid, proof } = weighed;
  const [missed] =
    met && expected.length > 0 ? missedSince(leaf.item, leaf.key, facts.evidence, row?.changedAt ?? null) : none;
  const problem = missed === undefined ? weighed.problem : "misses";
  return {
    leaf,
    document: facts.document,
    row,
    state,
    taken: facts.taken,
    excused,
    applicable: facts.taken && !leaf.optional && !excused,
    satisfied: met || waiver !== null,
    waiver,
    grants,
    outworded: grants.length < granted.length,
    evidence: valid,
    evidenceProblem: met ? problem : null,
    evidenceOf: met ? (missed ?? weighed.otherwise) : null,
    proven: problem === null,
    verified: met && state === "passed" && proof.some(isVerifying),
    secondMissing: met && leaf.second && !isConfirmed(row, facts.confirmations, { document: facts.document, leaf }),
    minutes: minutesLeft(leaf, row, facts),
  };
}

/** A waiver accepts an item as it was at the grant: that it failed or was reported blocked since is another risk. */
function accepts({ grantedFor }: WaiverRow, row: ItemRow | null): boolean {
  const failed = row?.state === "failed";
  const blocked = row?.blocked != null;
  if (!failed && !blocked) return true;
  if (!grantedFor || grantedFor.revision !== row.revision) return false;
  return (!failed || grantedFor.state === "failed") && (!blocked || grantedFor.blocked);
}

/** A step with a hold takes as long as it must be held, and one that runs what is left of that. */
function minutesLeft(leaf: Leaf, row: ItemRow | null, { nowMs, timeScale }: Facts): number {
  const length = holdMs(leaf.item, timeScale);
  if (length === null) return leaf.estimate ?? assumedMinutes;
  const endsAt = holdEndsAt(leaf.item, row, timeScale);
  const held = endsAt === null ? length : Math.max(0, endsAt - nowMs);
  return Math.max(endsAt === null ? (leaf.estimate ?? 0) : 0, Math.ceil(held / 60_000));
}

/** Not applicable: for critical and high only while the grant is in force, whatever the row says. */
function isExcused(leaf: Leaf, state: ItemState, grants: readonly WaiverRow[]): boolean {
  const granted = grants.some((grant) => grant.kind === "not_applicable");
  if (state === "not_applicable") return granted || leaf.severity === "medium" || leaf.severity === "low";
  return granted && (state === "open" || state === "in_progress");
}

/** Passed, or for anything but critical warned with a mitigation; never while it is reported blocked. */
function meets(leaf: Leaf, row: ItemRow | null): boolean {
  if (!row || row.blocked) return false;
  if (row.state === "passed") return true;
  return row.state === "warned" && leaf.severity !== "critical" && (row.reason ?? "").trim() !== "";
}

/** The leaves a gate covers, with the choices made: what it scores and what its signatures are bound to. */
export function coveredStandings(state: RunState, coverage: readonly Leaf[]): LeafStanding[] {
  const covered: LeafStanding[] = [];
  for (const leaf of coverage) {
    const standing = state.standings[leaf.order];
    if (standing?.taken) covered.push(standing);
  }
  return covered;
}

/** Nothing more to be done for whoever needs it. */
export function isSettled(standing: LeafStanding): boolean {
  return standing.satisfied || standing.excused || !standing.taken;
}
