import { afterWork, offers } from "./after-work";
import type { Party } from "./assessment";
import { choiceDueAt } from "./choice-taken";
import { dueTime } from "./due";
import { judgeWithEarlier } from "./earlier-gates";
import { chargeLeaf, gatingWork, isActionable, secondParty, type Work, type WorkNode } from "./gating-work";
import { deciderOf, leadParty, signersToAsk } from "./party-asked";
import { count, list, plainText } from "./plain-text";
import { leftNames, partyId, partyName } from "./roster";
import type { RunSnapshot } from "./run";
import { type RunState, readRun } from "./run-state";
import type { Severity } from "./severity";
import { isGiven } from "./signoff-standing";
import { firedTriggers } from "./trigger-state";
import { headlineGate, isPassed, type Judgement } from "./verdict";
import { workCalendar } from "./work-calendar";

export const workKinds = [
  "trigger",
  "check",
  "item",
  "follow_up",
  "take_over",
  "delegation",
  "hand_over",
  "choice",
  "evidence",
  "confirm",
  "declare",
  "sign",
  "condition",
  "action",
] as const;

/** One thing for one person in one run. */
export type WorkLine = {
  kind: (typeof workKinds)[number];
  run: { id: string; name: string; environment: string; targetAt: string | null; rehearsal: boolean };
  key: string;
  title: string;
  severity: Severity | null;
  /** Of itself; null when nobody can say, as with a signature. */
  minutes: number | null;
  /** Minutes of the longest chain that goes on once it is done. */
  behindMinutes: number;
  /** When it must be begun for the target to hold, within working hours as the forecast has them; null without a target. */
  beginBy: string | null;
  dueAt: string | null;
  /** Others who can go on once it is done; of what can't be done yet, those it waits for. */
  others: string[];
  /** Where what blocks it from outside is followed up. */
  link: string | null;
  /** Who held it and left. */
  left: string | null;
};

/** What one run asks of one person now. */
export type RunWork = {
  now: WorkLine[];
  /** Signatures that are ready to be given. */
  sign: WorkLine[];
  /** Promised with a signature and not done. */
  conditions: WorkLine[];
  /** Theirs, but something must come first. */
  later: WorkLine[];
  /** Nobody has it, and it can be done. */
  free: WorkLine[];
};

/** Reads one run for one person: `now` is ISO. A closed run asks nothing but its conditions. */
export function workIn(snapshot: RunSnapshot, personId: string, now: string): RunWork {
  const state = readRun(snapshot, now);
  const conditions = conditionsOwed(state, personId);
  const headline = headlineGate(state);
  const line = lineIn(state);
  const taken = offers(state, personId, line);
  if (snapshot.run.closedAt !== null || !headline) return { now: taken, sign: [], conditions, later: [], free: [] };
  const { judgements } = judgeWithEarlier(state, headline);
  const work = gatingWork(state, judgements);
  const mine = isMine(personId);
  const nodes = work.nodes.filter((node) => mine(node.party));
  const doable = (node: WorkNode) => isActionable(node) && !node.standing.row?.blocked;
  const asked = new Set(nodes.map(({ standing }) => standing.leaf.key));
  return {
    now: [
      ...triggersToClear(state, personId),
      ...afterWork(state, personId, line).filter(({ kind, key }) => kind !== "follow_up" || !asked.has(key)),
      ...taken,
      ...handOvers(state, judgements, work, personId),
      ...nodes.filter(doable).map((node) => itemLine(state, node, waitingOthers(node, personId))),
      ...choicesToTake(state, judgements, work, personId),
      ...proofs(state, work, personId),
      ...decisions(state, judgements, personId),
    ],
    sign: judgements.flatMap(({ signoffs, place }) =>
      signoffs
        .filter((signoff) => signoff.ready && signoff.status !== "approved" && signoff.status !== "conditional")
        .filter((signoff) => signersToAsk(state, signoff).some(mine))
        .map(({ key, title }) => line("sign", key, `${plainText(title)} at ${plainText(place.gate.title)}`)),
    ),
    conditions,
    later: [
      ...nodes.filter((node) => !doable(node)).map((node) => itemLine(state, node, heldBy(node, personId))),
      ...signoffsToCome(state, judgements, work, personId),
    ],
    free: work.nodes
      .filter((node) => node.party.kind === "nobody" && doable(node))
      .map((node) => itemLine(state, node, waitingOthers(node, personId))),
  };
}

/** The order to work in: what must be begun soonest, then what most waits for, the gravest first; rehearsals last. */
export function sortWork(lines: readonly WorkLine[]): WorkLine[] {
  // A fired trigger first, then what whoever held it left behind, then what is asked for at this hour.
  const rank = ({ kind, left }: WorkLine) => (kind === "trigger" ? 0 : left !== null ? 1 : kind === "check" ? 2 : 3);
  const begin = ({ beginBy }: WorkLine) => beginBy ?? "9999";
  const grave = ({ severity }: WorkLine) => (severity === null ? 4 : graveness.indexOf(severity));
  return lines.toSorted(
    (a, b) =>
      Number(a.run.rehearsal) - Number(b.run.rehearsal) ||
      rank(a) - rank(b) ||
      compare(begin(a), begin(b)) ||
      b.behindMinutes - a.behindMinutes ||
      grave(a) - grave(b),
  );
}

const graveness: readonly Severity[] = ["critical", "high", "medium", "low"];

/** For the lead: what those who left held, to be given to somebody else; a line for each of them. */
function handOvers(state: RunState, judgements: readonly Judgement[], work: Work, personId: string): WorkLine[] {
  if (state.snapshot.run.leadId !== personId) return [];
  const holder = chargeLeaf(state);
  const held = [
    ...work.nodes.map(({ party, minutes }) => ({ party, minutes, signs: 0 })),
    ...work.unproven.map((standing) => ({ party: holder(standing), minutes: 0, signs: 0 })),
    ...judgements
      .flatMap(({ signoffs }) => signoffs.filter((signoff) => !isGiven(signoff)))
      .flatMap((signoff) => signersToAsk(state, signoff))
      .map((party) => ({ party, minutes: 0, signs: 1 })),
  ];
  const left = held.filter(({ party }) => leftNames(party) !== null);
  return [...Map.groupBy(left, ({ party }) => leftNames(party) ?? "")].map(([names, theirs]) => {
    const signs = theirs.reduce((sum, one) => sum + one.signs, 0);
    const items = theirs.length - signs;
    const what = [...(items > 0 ? [count(items, "item")] : []), ...(signs > 0 ? [count(signs, "signature")] : [])];
    const minutes = theirs.reduce((sum, one) => sum + one.minutes, 0);
    return lineIn(state)("hand_over", names, list(what), { left: names, minutes: minutes || null });
  });
}

function isMine(personId: string) {
  return (party: Party) => party.kind === "person" && party.id === personId;
}

function lineIn({ snapshot: { run } }: RunState) {
  const { id, name, environment, targetAt, rehearsal, workingHours } = run;
  return (kind: WorkLine["kind"], key: string, title: string, more: Partial<WorkLine> = {}): WorkLine => {
    const { minutes = null, behindMinutes = 0 } = more;
    const left = (minutes ?? 0) + behindMinutes;
    const startMs = targetAt === null ? null : workCalendar(workingHours).startBefore(Date.parse(targetAt), left);
    return {
      kind,
      run: { id, name, environment, targetAt, rehearsal },
      key,
      title,
      severity: null,
      minutes,
      behindMinutes,
      beginBy: startMs === null ? null : new Date(startMs).toISOString(),
      dueAt: null,
      others: [],
      link: null,
      left: null,
      ...more,
    };
  };
}

function itemLine(state: RunState, { standing, minutes, longest, party }: WorkNode, others: string[]): WorkLine {
  const { leaf } = standing;
  return lineIn(state)("item", leaf.key, plainText(leaf.title), {
    severity: leaf.severity,
    minutes,
    behindMinutes: longest - minutes,
    dueAt: dueTime(state, standing),
    others,
    link: standing.row?.blocked?.link ?? null,
    left: party.kind === "nobody" ? (party.left?.[0]?.name ?? null) : null,
  });
}

/** Everybody else further down the chain. */
function waitingOthers(node: WorkNode, personId: string): string[] {
  const reached = new Set(node.dependents);
  for (const next of reached) for (const dependent of next.dependents) reached.add(dependent);
  return namesOf(
    [...reached].map(({ party }) => party),
    personId,
  );
}

/** Who must act before it can be begun: whoever holds the roots of its chain. */
function heldBy(node: WorkNode, personId: string): string[] {
  const blocked = node.standing.row?.blocked;
  if (blocked && isActionable(node)) return [`something outside: ${plainText(blocked.reason)}`];
  const reached = new Set(node.needs);
  for (const next of reached) for (const need of next.needs) reached.add(need);
  const roots = [...reached].filter((each) => each.needs.length === 0);
  return namesOf(
    roots.map(({ party }) => party),
    personId,
  );
}

function namesOf(parties: readonly Party[], personId: string): string[] {
  const others = parties.filter((party) => !isMine(personId)(party));
  return [...new Map(others.map((party) => [partyId(party), partyName(party)])).values()];
}

function choicesToTake(state: RunState, judgements: readonly Judgement[], work: Work, personId: string): WorkLine[] {
  const mine = isMine(personId);
  const open = new Set(judgements.flatMap(({ openChoices }) => openChoices));
  return [...open]
    .filter(({ choice }) => mine(deciderOf(state, { role: choice.decider })))
    .map(({ choice }) => {
      const held = work.nodes.filter((node) => node.choice?.choice.key === choice.key);
      const due = choiceDueAt(state.snapshot.run, choice);
      const dueAt = due === null ? null : new Date(due).toISOString();
      return lineIn(state)("choice", choice.key, plainText(choice.title), {
        dueAt,
        beginBy: dueAt,
        behindMinutes: Math.max(0, ...held.map(({ longest }) => longest)),
        others: namesOf(
          held.map(({ party }) => party),
          personId,
        ),
      });
    });
}

function proofs(state: RunState, { unproven, unconfirmed }: Work, personId: string): WorkLine[] {
  const mine = isMine(personId);
  const holder = chargeLeaf(state);
  const line = lineIn(state);
  const asked = (kind: "evidence" | "confirm", { leaf }: (typeof unproven)[number]) =>
    line(kind, leaf.key, plainText(leaf.title), { severity: leaf.severity });
  return [
    ...unproven.filter((standing) => mine(holder(standing))).map((standing) => asked("evidence", standing)),
    ...unconfirmed.filter((each) => mine(secondParty(state, each))).map((standing) => asked("confirm", standing)),
  ];
}

function triggersToClear(state: RunState, personId: string): WorkLine[] {
  if (!isMine(personId)(leadParty(state.snapshot))) return [];
  return firedTriggers(state.index, state.snapshot.triggers, state.snapshot.run.timeScale).map(({ trigger }) =>
    lineIn(state)("trigger", trigger.key, plainText(trigger.title)),
  );
}

function decisions(state: RunState, judgements: readonly Judgement[], personId: string): WorkLine[] {
  if (state.snapshot.run.leadId !== personId) return [];
  return judgements
    .filter(({ verdict, status }) => verdict !== "no_go" && !isPassed(status))
    .map(({ place }) => lineIn(state)("declare", place.gate.key, plainText(place.gate.title)));
}

function signoffsToCome(state: RunState, judgements: readonly Judgement[], work: Work, personId: string): WorkLine[] {
  const mine = isMine(personId);
  const before = namesOf(
    work.nodes.filter(isActionable).map(({ party }) => party),
    personId,
  );
  return judgements.flatMap(({ signoffs, place }) =>
    signoffs
      .filter(({ ready, status }) => !ready && status !== "approved" && status !== "conditional")
      .filter((signoff) => signersToAsk(state, signoff).some(mine))
      .map(({ key, title }) =>
        lineIn(state)("sign", key, `${plainText(title)} at ${plainText(place.gate.title)}`, { others: before }),
      ),
  );
}

function conditionsOwed(state: RunState, personId: string): WorkLine[] {
  return state.snapshot.signatures
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ conditions, personId: signer }) => conditions.map((condition) => ({ ...condition, signer })))
    .filter(({ ownerId, signer, doneAt }) => doneAt === null && (ownerId ?? signer) === personId)
    .map(({ id, text, dueAt }) => lineIn(state)("condition", id, plainText(text), { dueAt, beginBy: dueAt }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
