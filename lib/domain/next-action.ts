import type { NextAction } from "./assessment";
import { chargeLeaf, isActionable, secondParty, type Work, type WorkNode } from "./gating-work";
import { deciderOf, leadParty, signersToAsk } from "./party-asked";
import { plainText } from "./plain-text";
import { failedTurns } from "./recurring-checks";
import type { RunState } from "./run-state";
import { severities } from "./severity";
import { firedTriggers, gravestFirst } from "./trigger-state";
import { isPassed, type Judgement } from "./verdict";

/**
 * The one thing to do next: a fired trigger before all, then a check of what is live that failed, then the actionable item or open choice with the longest path
 * behind it (of several the gravest, then the first), then missing evidence, signatures and the lead's decision.
 * Null when nothing can be done here.
 */
export function nextActionOf(state: RunState, judgements: readonly Judgement[], work: Work): NextAction | null {
  if (state.snapshot.run.closedAt !== null) return null;
  const steps = [
    () => firedTrigger(state),
    () => failedCheck(state),
    () => longestPath(state, judgements, work),
    () => proof(state, work),
    () => confirmation(state, work),
    () => signature(state, judgements),
    () => declaration(state, judgements),
    () => blockedItem(work),
  ];
  for (const step of steps) {
    const action = step();
    if (action) return action;
  }
  return null;
}

/** One that gives time, or only asks to look, is what somebody is at, too, whatever the gate says. */
function firedTrigger({ index, snapshot, nowMs }: RunState): NextAction | null {
  const [first] = gravestFirst(firedTriggers(index, snapshot.triggers, snapshot.run.timeScale));
  if (!first) return null;
  const { trigger, rollbackAt } = first;
  const title = `${actOn(rollbackAt, nowMs)}: ${plainText(trigger.title)}`;
  return { kind: "trigger", key: trigger.key, title, who: leadParty(snapshot), minutes: null };
}

function actOn(rollbackAt: number, nowMs: number): string {
  if (rollbackAt <= nowMs) return "Roll back, or clear what fired";
  return Number.isFinite(rollbackAt) ? "Resolve what fired in time, or roll back" : "Investigate what fired";
}

function failedCheck(state: RunState): NextAction | null {
  const [turn] = failedTurns(state);
  if (!turn) return null;
  return {
    kind: "item",
    key: turn.key,
    title: `Look into a failed check: ${turn.title}`,
    who: turn.charged,
    minutes: null,
  };
}

function longestPath(state: RunState, judgements: readonly Judgement[], work: Work): NextAction | null {
  const best = work.nodes
    .filter((node) => isActionable(node) && !node.standing.row?.blocked)
    .reduce<WorkNode | null>((found, node) => (found && !isBetter(node, found) ? found : node), null);
  const open = judgements.flatMap(({ openChoices }) => openChoices);
  const choices = open.map((place) => ({ place, longest: longestBehind(work, place.choice.key) }));
  const choice = choices.reduce<(typeof choices)[number] | null>(
    (found, next) => (found && found.longest >= next.longest ? found : next),
    null,
  );
  if (choice && choice.longest >= (best ? behind(best) : 0)) {
    const { key, title, decider } = choice.place.choice;
    return { kind: "choice", key, title: plainText(title), who: deciderOf(state, { role: decider }), minutes: null };
  }
  return best && itemAction(best);
}

function longestBehind(work: Work, choiceKey: string): number {
  const held = work.nodes.filter(({ choice }) => choice?.choice.key === choiceKey);
  return Math.max(0, ...held.map(({ longest }) => longest));
}

/** Minutes of the longest chain that waits for it, its own not counted: what goes on once it is done. */
function behind({ longest, minutes }: WorkNode): number {
  return longest - minutes;
}

function isBetter(a: WorkNode, b: WorkNode): boolean {
  if (behind(a) !== behind(b)) return behind(a) > behind(b);
  const [x, y] = [a, b].map(({ standing }) => severities.indexOf(standing.leaf.severity));
  if (x !== y) return (x ?? 0) < (y ?? 0);
  return a.standing.leaf.order < b.standing.leaf.order;
}

function itemAction({ standing, party, minutes }: WorkNode): NextAction {
  return { kind: "item", key: standing.leaf.key, title: standing.leaf.title, who: party, minutes };
}

function proof(state: RunState, work: Work): NextAction | null {
  const [standing] = work.unproven;
  if (!standing) return null;
  const who = chargeLeaf(state)(standing);
  return { kind: "item", key: standing.leaf.key, title: standing.leaf.title, who, minutes: null };
}

function confirmation(state: RunState, work: Work): NextAction | null {
  const [standing] = work.unconfirmed;
  if (!standing) return null;
  const { key, title } = standing.leaf;
  return { kind: "item", key, title, who: secondParty(state, standing), minutes: null };
}

function signature(state: RunState, judgements: readonly Judgement[]): NextAction | null {
  for (const { signoffs, status } of judgements) {
    if (isPassed(status)) continue;
    const next = signoffs.find((signoff) => signoff.ready && !["approved", "conditional"].includes(signoff.status));
    const who = next && signersToAsk(state, next)[0];
    if (next && who) return { kind: "signoff", key: next.key, title: plainText(next.title), who, minutes: null };
  }
  return null;
}

/** What is left is the lead's: record the decision, or reopen a gate that got a NO-GO or whose GO holds no more. */
function declaration(state: RunState, judgements: readonly Judgement[]): NextAction | null {
  const waiting = judgements.find(({ status, verdict, reasons }) => {
    if (isPassed(status)) return status === "go" && verdict === "no_go";
    if (verdict !== "no_go") return true;
    return reasons.some((reason) => reason.signoff === undefined && reason.code === "signoff_rejected");
  });
  if (!waiting) return null;
  const { key, title } = waiting.place.gate;
  return { kind: "declare", key, title: plainText(title), who: leadParty(state.snapshot), minutes: null };
}

function blockedItem(work: Work): NextAction | null {
  const node = work.nodes.find(isActionable);
  return node ? itemAction(node) : null;
}
