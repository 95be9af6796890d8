import type { Blocker, Party, Readiness } from "./assessment";
import { isActionable, type Work, type WorkNode } from "./gating-work";
import { signersToAsk } from "./party-asked";
import { count, list } from "./plain-text";
import { partyId, partyName, somebodyFor } from "./roster";
import type { RunState } from "./run-state";
import type { Judgement } from "./verdict";

type Held = { who: Party; nodes: WorkNode[]; signs: number };

/** Parties whose turn has not come, with those they wait for: they hold something, and are not charged for it. */
export function waitingOf(
  state: RunState,
  judgement: Judgement,
  work: Work,
  blockers: readonly Blocker[],
): Readiness["waiting"] {
  const held = new Map<string, Held>();
  const hold = (who: Party): Held => {
    const entry = held.get(partyId(who)) ?? { who, nodes: [], signs: 0 };
    held.set(partyId(who), entry);
    return entry;
  };
  for (const node of work.nodes) if (!isActionable(node)) hold(node.party).nodes.push(node);
  for (const signoff of judgement.signoffs) {
    const done = signoff.status === "approved" || signoff.status === "conditional";
    if (!signoff.ready && !done) for (const who of signersToAsk(state, signoff)) hold(who).signs += 1;
  }
  return [...held.values()].flatMap((entry) => {
    const on = entry.signs > 0 ? blockers.map(({ who }) => who) : rootsOf(entry.nodes, blockers);
    const others = on.filter((party) => partyId(party) !== partyId(entry.who));
    return others.length === 0 ? [] : [{ who: entry.who, on: others, text: textOf(entry, others) }];
  });
}

/** Whoever holds the start of the chains these nodes stand in, a choice's decider included. */
function rootsOf(nodes: readonly WorkNode[], blockers: readonly Blocker[]): Party[] {
  const roots = new Map<string, Party>();
  const seen = new Set(nodes);
  for (const node of seen) {
    if (isActionable(node)) roots.set(node.partyId, node.party);
    for (const need of node.needs) seen.add(need);
  }
  const undecided = [...seen].some(({ choice }) => choice !== null);
  const deciders = undecided ? blockers.filter(({ others }) => others.length > 0) : [];
  for (const { who } of deciders) roots.set(partyId(who), who);
  return [...roots.values()];
}

function textOf({ who, nodes, signs }: Held, on: readonly Party[]): string {
  const what = [
    ...(nodes.length > 0 ? [count(nodes.length, "item")] : []),
    ...(signs > 0 ? [count(signs, "signature")] : []),
  ];
  const [first, second, ...more] = on.map((party) =>
    party.kind === "nobody" && !party.left ? "work nobody owns" : somebodyFor(party),
  );
  const names = [first, second, ...(more.length > 0 ? [count(more.length, "other")] : [])].filter(
    (n) => n !== undefined,
  );
  return `${partyName(who)} waits for ${list(names)} (${list(what)})`;
}
