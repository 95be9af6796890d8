import type { Blocker, ChainStep, Party, Reason } from "./assessment";
import { downstreamOf } from "./downstream";
import { chargeLeaf, isActionable, secondParty, type Work, type WorkNode } from "./gating-work";
import { deciderOf, leadParty, signersToAsk } from "./party-asked";
import { plainText } from "./plain-text";
import { isNobodys, partyId, partyName, personParty } from "./roster";
import type { LeafStanding, RunState } from "./run-state";
import type { Judgement } from "./verdict";

type Charge = {
  who: Party;
  since: string;
  nodes: WorkNode[];
  unproven: LeafStanding[];
  signoffs: Blocker["signoffs"];
  others: string[];
};

/**
 * Who can move a gate towards GO right now: what nobody holds first, then the heaviest, then the longest-standing. `judgements` are the gate and the
 * earlier ones it waits for. Empty exactly when nothing stands against it.
 */
export function blockersOf(state: RunState, judgements: readonly Judgement[], work: Work): Blocker[] {
  const ledger = new Map<string, Charge>();
  const charge = (who: Party, since: string): Charge => {
    const entry = ledger.get(partyId(who)) ?? { who, since, nodes: [], unproven: [], signoffs: [], others: [] };
    if (since < entry.since) entry.since = since;
    ledger.set(partyId(who), entry);
    return entry;
  };
  for (const node of work.nodes) if (isActionable(node)) charge(node.party, sinceOf(state, node)).nodes.push(node);
  const holder = chargeLeaf(state);
  for (const standing of work.unconfirmed) {
    charge(secondParty(state, standing), touchedAt(state, standing)).unproven.push(standing);
  }
  for (const standing of work.unproven) charge(holder(standing), touchedAt(state, standing)).unproven.push(standing);
  for (const judgement of judgements) chargeReasons(state, judgement, judgements, work, charge);

  // Nobody's turn, and yet no GO: sign-offs that wait for what can't be given. The lead moves the run to a better template.
  if (ledger.size === 0) {
    const lead = charge(leadParty(state.snapshot), state.snapshot.run.createdAt);
    for (const { reasons } of judgements) lead.others.push(...reasons.map(({ text }) => text));
  }
  const downstream = downstreamOf(work.nodes);
  return [...ledger.values()]
    .map((entry) => toBlocker(state, entry, downstream))
    .sort((a, b) => {
      const nobodys = Number(isNobodys(state.roster, b.who)) - Number(isNobodys(state.roster, a.who));
      return nobodys || b.weightMinutes - a.weightMinutes || compare(a.since, b.since);
    });
}

function toBlocker(state: RunState, entry: Charge, downstream: (nodes: readonly WorkNode[]) => number): Blocker {
  const { who, since, nodes, unproven, signoffs, others } = entry;
  const own = nodes.filter(isActionable);
  const items = [
    ...own.map((node) => ({
      ...item(node.standing),
      minutes: node.minutes,
      downstreamMinutes: downstream([node]),
      since: sinceOf(state, node),
      chain: chainBehind(node),
    })),
    ...unproven.map((standing) => ({ ...item(standing), since: touchedAt(state, standing) })),
  ];
  items.sort((a, b) => b.downstreamMinutes - a.downstreamMinutes);
  return { who, weightMinutes: downstream(nodes), since, items, signoffs, others };
}

function item({ leaf, state, row }: LeafStanding) {
  const { key, title, severity } = leaf;
  const blocked = row?.blocked?.reason ?? null;
  const blockedLink = row?.blocked?.link ?? null;
  return { key, title, severity, state, minutes: 0, downstreamMinutes: 0, blocked, blockedLink, chain: [] };
}

const chainShown = 6;

/** What waits for an item, one behind the other along the longest chain; the root is not in it. */
function chainBehind(root: WorkNode): ChainStep[] {
  const chain: ChainStep[] = [];
  for (let node = longestAfter(root); node && chain.length < chainShown; node = longestAfter(node)) {
    const { key, title } = node.standing.leaf;
    chain.push({ key, title, who: partyName(node.party) });
  }
  return chain;
}

function longestAfter({ dependents }: WorkNode): WorkNode | null {
  return dependents.reduce<WorkNode | null>(
    (found, next) => (found && found.longest >= next.longest ? found : next),
    null,
  );
}

function chargeReasons(
  state: RunState,
  judgement: Judgement,
  judgements: readonly Judgement[],
  work: Work,
  charge: (who: Party, since: string) => Charge,
): void {
  const { run, triggers } = state.snapshot;
  for (const reason of judgement.reasons) {
    const since = reason.trigger
      ? (triggers.find(({ key, clearedAt }) => key === reason.trigger && clearedAt === null)?.firedAt ?? run.createdAt)
      : run.createdAt;
    switch (reason.code) {
      case "critical_open":
      case "high_open":
      case "score_below":
      case "evidence_missing":
      case "evidence_expired":
      case "second_person_missing":
        break;
      case "choice_open": {
        const entry = charge(deciderOf(state, reason), since);
        entry.others.push(`Decide: ${reason.text.replace(/ is not decided$/, "")}`);
        entry.nodes.push(...work.nodes.filter(({ choice }) => choice?.choice.key === reason.choice));
        break;
      }
      case "signoff_missing":
      case "signoff_stale":
      case "signoff_rejected":
        chargeSignoff(state, judgement, reason, charge);
        break;
      case "frozen": {
        const started = state.snapshot.freezes.find(({ id }) => id === reason.freeze)?.startsAt ?? since;
        charge(leadParty(state.snapshot), started).others.push(reason.text);
        break;
      }
      case "condition_overdue": {
        const who = reason.personId ? personParty(state.snapshot.people, reason.personId) : leadParty(state.snapshot);
        charge(who, since).others.push(reason.text);
        break;
      }
      case "earlier_gate_open": {
        const earlier = judgements.find(({ place }) => place.gate.key === reason.gate);
        if (earlier?.verdict === "no_go") break;
        const title = plainText(earlier?.place.gate.title ?? "the gate before");
        charge(leadParty(state.snapshot), since).others.push(`Record the decision: ${title}`);
        break;
      }
      default:
        charge(leadParty(state.snapshot), since).others.push(reason.text);
    }
  }
}

/** A sign-off is charged once nothing else stands in its coverage; before that its signers wait. */
function chargeSignoff(
  state: RunState,
  judgement: Judgement,
  reason: Reason,
  charge: (who: Party, since: string) => Charge,
): void {
  const { gate } = judgement.place;
  const signoff = judgement.signoffs.find(({ key }) => key === reason.signoff);
  if (!signoff) {
    const since = state.gateRows.get(gate.key)?.decidedAt ?? state.snapshot.run.createdAt;
    charge(leadParty(state.snapshot), since).others.push(reason.text);
    return;
  }
  if (!signoff.ready) return;
  const given = { key: signoff.key, title: plainText(signoff.title), gate: gate.key };
  for (const who of signersToAsk(state, signoff)) {
    const entry = charge(who, lastTouched(state, judgement.covered));
    if (!entry.signoffs.some(({ key, gate: at }) => key === given.key && at === given.gate)) entry.signoffs.push(given);
  }
}

/** When it became this party's turn: reported blocked, failed, or the last need settled. */
function sinceOf(state: RunState, { standing }: WorkNode): string {
  const { row, leaf } = standing;
  if (row?.blocked) return row.blocked.since;
  let since = state.snapshot.run.createdAt;
  for (const need of leaf.needs) {
    const changedAt = state.standings[need]?.row?.changedAt;
    if (changedAt && changedAt > since) since = changedAt;
  }
  return row?.state === "failed" && row.changedAt && row.changedAt > since ? row.changedAt : since;
}

function touchedAt(state: RunState, { row }: LeafStanding): string {
  return row?.changedAt ?? state.snapshot.run.createdAt;
}

function lastTouched(state: RunState, covered: readonly LeafStanding[]): string {
  return covered.reduce(
    (last, { row }) => (row?.changedAt && row.changedAt > last ? row.changedAt : last),
    state.snapshot.run.createdAt,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
