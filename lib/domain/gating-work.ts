import type { Party } from "./assessment";
import { isFollowUp } from "./due";
import { leadParty } from "./party-asked";
import { lacksEvidence, lacksSecond } from "./reason-item";
import { partyId, personParty, roleParty } from "./roster";
import { isSettled, type LeafStanding, type RunState } from "./run-state";
import { holdsAhead } from "./step-turn";
import type { ChoicePlace } from "./template-tree";
import type { Judgement } from "./verdict";

/** One leaf that stands between a gate and GO. */
export type WorkNode = {
  standing: LeafStanding;
  minutes: number;
  party: Party;
  partyId: string;
  /** Work that must be done first; empty and no open choice = actionable. */
  needs: WorkNode[];
  dependents: WorkNode[];
  /** The question to be answered before anybody knows whether this is work at all. */
  choice: ChoicePlace | null;
  /** Minutes of the longest chain that starts here, itself included. */
  longest: number;
};

export type Work = {
  /** In an order in which everything stands after what it needs. */
  nodes: readonly WorkNode[];
  /** Done, but without the evidence asked for. */
  unproven: readonly LeafStanding[];
  /** Done, but nobody else has confirmed it. */
  unconfirmed: readonly LeafStanding[];
};

export function isActionable(node: WorkNode): boolean {
  return node.needs.length === 0 && node.choice === null;
}

/**
 * The gating leaves of some gates: unsatisfied critical and high ones, every unsatisfied one while the score is below
 * what is required, and whatever unsatisfied leaves these need, wherever they stand. Of an open choice only the
 * recommended option (else the first) is counted as work.
 */
export function gatingWork(state: RunState, judgements: readonly Judgement[]): Work {
  const open = judgements.filter(({ reasons }) => reasons.length > 0);
  const choices = open.flatMap((judgement) => judgement.openChoices);
  const passedOver = new Set(choices.flatMap((place) => passedOverBy(place)));
  const gating = new Set<number>();
  const pending = open.flatMap(gatingLeaves).map(({ leaf }) => leaf.order);
  for (let order = pending.pop(); order !== undefined; order = pending.pop()) {
    const standing = state.standings[order];
    if (gating.has(order) || passedOver.has(order) || !standing || isSettled(standing)) continue;
    gating.add(order);
    pending.push(...standing.leaf.needs);
  }
  return {
    nodes: link(state, gating, choices),
    unproven: those(open, lacksEvidence),
    unconfirmed: those(open, lacksSecond),
  };
}

function gatingLeaves({ covered, below }: Judgement): LeafStanding[] {
  return covered.filter(({ applicable, satisfied, leaf }) => {
    return applicable && !satisfied && (below || leaf.severity === "critical" || leaf.severity === "high");
  });
}

function those(judgements: readonly Judgement[], which: (standing: LeafStanding) => boolean): LeafStanding[] {
  return [...new Set(judgements.flatMap(({ covered }) => covered.filter(which)))];
}

function preferred({ choice, leaves }: ChoicePlace): ReadonlySet<number> {
  const option = choice.options.find(({ recommended }) => recommended) ?? choice.options[0];
  return leaves.get(option?.key ?? "") ?? new Set();
}

function passedOverBy(place: ChoicePlace): number[] {
  const kept = preferred(place);
  return [...place.leaves.values()].flatMap((orders) => [...orders].filter((order) => !kept.has(order)));
}

function link(state: RunState, gating: ReadonlySet<number>, choices: readonly ChoicePlace[]): WorkNode[] {
  const byOrder = new Map<number, WorkNode>();
  const nodes: WorkNode[] = [];
  const charge = chargeLeaf(state);
  for (const order of state.index.needsOrder) {
    const standing = state.standings[order];
    if (!standing || !gating.has(order)) continue;
    const party = charge(standing);
    const choice = choices.find((place) => preferred(place).has(order)) ?? null;
    const node: WorkNode = {
      standing,
      minutes: standing.minutes,
      party,
      partyId: partyId(party),
      needs: [],
      dependents: [],
      choice,
      longest: standing.minutes,
    };
    for (const need of new Set([...standing.leaf.needs, ...holdsAhead(state.index, standing.leaf)])) {
      const needed = byOrder.get(need);
      if (!needed) continue;
      node.needs.push(needed);
      needed.dependents.push(node);
    }
    byOrder.set(order, node);
    nodes.push(node);
  }
  for (const node of nodes.toReversed()) {
    for (const dependent of node.dependents) node.longest = Math.max(node.longest, node.minutes + dependent.longest);
  }
  return nodes;
}

/** Who is asked to confirm a leaf: whoever holds it unless they passed it themselves, else the lead, else nobody named. */
export function secondParty(state: RunState, standing: LeafStanding): Party {
  const by = standing.row?.changedById ?? null;
  const { people, run } = state.snapshot;
  const holder = chargeLeaf(state)(standing);
  if (holder.kind === "person" && holder.id !== by) return holder;
  return run.leadId === by ? { kind: "nobody" } : personParty(people, run.leadId);
}

/**
 * Who holds a leaf: its assignee, else the role's person, else the role, else nobody; of what follows a go-live at its
 * time, the lead. Remembers roles it has met.
 */
export function chargeLeaf(state: RunState): (standing: LeafStanding) => Party {
  const { people } = state.snapshot;
  const roles = new Map<string, Party>();
  return ({ leaf, row }) => {
    if (row?.assigneeId) return personParty(people, row.assigneeId, leaf.owner ?? undefined);
    if (leaf.owner === null) return isFollowUp(state, { leaf, row }) ? leadParty(state.snapshot) : { kind: "nobody" };
    const id = leaf.ownerRole ?? leaf.owner;
    const party = roles.get(id) ?? roleParty(state.roster, people, leaf.owner);
    roles.set(id, party);
    return party;
  };
}
