import { deploymentMismatch } from "./artefact-match";
import type { Formula, Readiness, Reason, SignoffStanding, Verdict } from "./assessment";
import { acceptedRisks, choiceDueAt, choicesAt } from "./choice-taken";
import { freezesAt, freezeText, opensDeployment } from "./freeze";
import { reasonsBeyond } from "./override";
import { plainText } from "./plain-text";
import { itemReasons } from "./reason-item";
import { conditionReasons, conditionsOf, signoffReasons } from "./reason-signoff";
import type { Artefact, GateStatus } from "./run";
import { coveredStandings, type LeafStanding, type RunState } from "./run-state";
import { formulaOf, isBelow, requiredScore, scoreOf } from "./score";
import { scopeDigest } from "./signature";
import { deploymentAt, scopeOf } from "./signature-standing";
import { signoffCoverage } from "./signoff-coverage";
import type { SignoffRead } from "./signoff-standing";
import { readSignoffs } from "./signoffs-read";
import type { ChoicePlace, GatePlace } from "./template-tree";
import { firedTriggers } from "./trigger-state";
import { utcMinute } from "./variable";

/** One gate judged at one moment, with what the blockers need to say who can change it. */
export type Judgement = {
  place: GatePlace;
  status: GateStatus;
  covered: readonly LeafStanding[];
  formula: Formula;
  score: number;
  required: number;
  below: boolean;
  verdict: Verdict;
  reasons: Reason[];
  conditions: Readiness["conditions"];
  signoffs: (SignoffStanding & SignoffRead)[];
  /** Choices that count here and are not taken. */
  openChoices: readonly ChoicePlace[];
  override: Readiness["override"];
  earlierOverride: Readiness["earlierOverride"];
};

/** What the gates before one say to it: from `earlier-gates.ts`, which judges each of them once. */
export type Before = {
  reasons: Reason[];
  conditions: Readiness["conditions"];
  override: Readiness["earlierOverride"];
};
const nothingBefore: Before = { reasons: [], conditions: [], override: null };

/** GO and override let what comes after go ahead. */
export function isPassed(status: GateStatus): boolean {
  return status === "go" || status === "override";
}

/** The gate the run's headline is about: the first that nobody let pass, else the last. Null without gates. */
export function headlineGate(state: RunState): GatePlace | null {
  const { gates } = state.index;
  return gates.find(({ gate }) => !isPassed(statusOf(state, gate.key))) ?? gates.at(-1) ?? null;
}

export function statusOf(state: RunState, gateKey: string): GateStatus {
  return state.gateRows.get(gateKey)?.status ?? "pending";
}

/**
 * Verdict and reasons of a gate. Once GO is recorded its verdict and score are those it froze, for as long as what it
 * was given for still bears it: an item that failed since, an expired waiver, a trigger or another artefact make it
 * NO-GO again, on the screens as for pipelines. `asked` is what a pipeline wants to deploy. Alone it knows nothing of the
 * gates before it: ask `judgeWithEarlier` or `judgeAll` for a verdict.
 */
export function judge(state: RunState, place: GatePlace, asked?: Artefact, before = nothingBefore): Judgement {
  const { run } = state.snapshot;
  const row = state.gateRows.get(place.gate.key);
  const status = row?.status ?? "pending";
  const covered = coveredStandings(state, place.coverage);
  const formula = formulaOf(covered);
  const required = requiredScore(place.gate);
  const openChoices = openChoicesAt(state, place, covered);
  const reads = readSignoffs(state, place);

  const override = state.overrides.get(place.gate.key);
  const mismatch = override
    ? deploymentMismatch(run, asked, override, "The override is for")
    : deploymentMismatch(run, asked, row?.frozen);
  const always = [...runReasons(state), ...mismatch, ...coverageReasons(state, place, covered)];
  const calendar = frozenReasons(state, place);
  const own = [
    ...itemReasons({ covered, formula, required }),
    ...openChoices.map(({ choice }): Reason => {
      const dueAt = choiceDueAt(run, choice);
      const late =
        dueAt !== null && dueAt <= state.nowMs ? ` and was to be by ${utcMinute(new Date(dueAt).toISOString())}` : "";
      const text = `${plainText(choice.title)} is not decided${late}`;
      return { code: "choice_open", text, choice: choice.key, role: choice.decider };
    }),
    ...before.reasons,
  ];
  const below = isBelow(formula, required);
  const signed = [...signoffReasons(state, place.gate, reads), ...conditionReasons(state, place.gate, reads)];
  const reasons = [...always, ...calendar, ...own, ...signed, ...declaredNoGo(state, place)];
  const frozen = status === "go" && reasons.length === 0 ? row?.frozen : null;
  const conditions = conditionsOf(covered, reads);
  for (const { option, text } of acceptedRisks(state, place, place.coverage)) {
    conditions.push({ text: `Risk accepted with “${option}”: ${text}` });
  }
  if (status === "override") conditions.push({ text: overrideText(state, place) });
  conditions.push(...before.conditions);

  return {
    place,
    status,
    covered,
    formula,
    score: frozen ? frozen.score : scoreOf(formula),
    required,
    below,
    verdict: verdictOf(reasons, conditions, frozen?.verdict, override !== undefined || before.override !== null),
    reasons,
    conditions,
    signoffs: reads.map((read) => ({
      ...read,
      ready:
        read.waitsFor.length === 0 &&
        always.length === 0 &&
        own.every((reason) => !standsInCoverage(state, place, read.key, reason)),
    })),
    openChoices,
    override: override
      ? {
          id: override.id,
          endsAt: override.endsAt,
          holds: reasonsBeyond(reasons, override.overridden).length === 0,
        }
      : null,
    // A closed run lets nothing pass; how it passed before stays to be told.
    earlierOverride: reasons.every(({ code }) => code === "run_closed") ? before.override : null,
  };
}

/** Does a reason stand in the way of a sign-off? What is about an item or a choice only where it covers some of that. */
function standsInCoverage(state: RunState, place: GatePlace, signoffKey: string, reason: Reason): boolean {
  const signoff = place.gate.signoffs.find(({ key }) => key === signoffKey);
  if (!signoff?.covers) return true;
  const covered = coveredStandings(state, signoffCoverage(state, place, signoff));
  if (reason.item !== undefined) return covered.some(({ leaf }) => leaf.key === reason.item);
  if (reason.choice !== undefined) {
    const leaves = state.index.choices.find(({ choice }) => choice.key === reason.choice)?.leaves.values() ?? [];
    const orders = [...leaves].flatMap((each) => [...each]);
    return orders.length === 0 || covered.some(({ leaf }) => orders.includes(leaf.order));
  }
  if (reason.code === "score_below") return covered.some((standing) => standing.applicable && !standing.satisfied);
  return true;
}

/** GO that was recorded behind an override and has outlived it is GO with that as its condition. */
function verdictOf(
  reasons: readonly Reason[],
  conditions: readonly unknown[],
  frozen: Verdict | undefined,
  overridden: boolean,
): Verdict {
  if (reasons.length > 0) return "no_go";
  if (overridden) return "override";
  return conditions.length > 0 || (frozen !== undefined && frozen !== "go") ? "go_with_conditions" : "go";
}

function runReasons(state: RunState): Reason[] {
  const reasons: Reason[] = [];
  if (state.snapshot.run.closedAt !== null) reasons.push({ code: "run_closed", text: "The run is closed" });
  else if (state.snapshot.run.outcome === "rolled_back") {
    reasons.push({ code: "run_closed", text: "This attempt was rolled back; the lead begins a new one" });
  }
  for (const { trigger, rollbackAt } of firedTriggers(
    state.index,
    state.snapshot.triggers,
    state.snapshot.run.timeScale,
  )) {
    if (rollbackAt > state.nowMs) continue;
    const text = `${plainText(trigger.title)} fired and calls for rollback`;
    reasons.push({ code: "trigger_fired", text, trigger: trigger.key });
  }
  return reasons;
}

/**
 * GO was for what the gate covered then: an item that failed since and is no longer covered doesn't bring it back.
 * Nothing that would do that is accepted while GO stands; this holds whatever came past that.
 */
function coverageReasons(state: RunState, place: GatePlace, covered: readonly LeafStanding[]): Reason[] {
  const row = state.gateRows.get(place.gate.key);
  const frozen = row?.status === "go" ? row.frozen : null;
  if (!frozen?.scopeDigest || frozen.artefact === undefined || frozen.environment === undefined) return [];
  const { gate, coverage } = place;
  const { artefact, environment } = frozen;
  const run = { ...deploymentAt(state, place), artefact, environment };
  const keys = covered.map(({ leaf }) => leaf.key);
  const { digest } = scopeOf(
    gate,
    covered,
    run,
    acceptedRisks(state, place, coverage),
    choicesAt(state, place, coverage),
  );
  // That of older releases names neither risks nor choices.
  if (frozen.scopeDigest === digest || frozen.scopeDigest === scopeDigest(gate, run, keys)) return [];
  const text = `What ${plainText(gate.title)} covers changed since GO was recorded; its lead reopens it`;
  return [{ code: "artefact_mismatch", text }];
}

/** Nothing begins to be deployed in a freeze; what has begun is finished, and signatures are given meanwhile. */
function frozenReasons(state: RunState, place: GatePlace): Reason[] {
  const { run, freezes } = state.snapshot;
  if (run.rehearsal || run.closedAt !== null || !opensDeployment(state.index.gates, place)) return [];
  return freezesAt(freezes, run.environment, state.nowMs).map((window) => {
    return { code: "frozen", text: freezeText(window), gate: place.gate.key, freeze: window.id, until: window.endsAt };
  });
}

/** The lead's recorded NO-GO stands like a rejection until the gate is reopened. */
function declaredNoGo(state: RunState, place: GatePlace): Reason[] {
  const row = state.gateRows.get(place.gate.key);
  if (row?.status !== "no_go") return [];
  const who = row.decidedById === null ? "The lead" : (state.snapshot.people[row.decidedById]?.name ?? "The lead");
  const text = `${who} recorded NO-GO${row.reason ? `: ${row.reason}` : ""}`;
  return [{ code: "signoff_rejected", text, gate: place.gate.key, personId: row.decidedById ?? undefined }];
}

function overrideText(state: RunState, place: GatePlace): string {
  const row = state.gateRows.get(place.gate.key);
  return `Overridden${row?.reason ? `: ${row.reason}` : ""}`;
}

function openChoicesAt(state: RunState, place: GatePlace, covered: readonly LeafStanding[]): ChoicePlace[] {
  if (state.index.choices.length === 0) return [];
  const coveredOrders = new Set(covered.map(({ leaf }) => leaf.order));
  return state.index.choices.filter((choicePlace) => {
    const { choice, leaves, optional, stage, gate } = choicePlace;
    const taken = state.choices.get(choice.key)?.option;
    if (taken !== undefined && leaves.has(taken)) return false;
    if (optional || isOnUntakenOption(state, choicePlace)) return false;
    if (gate === place.gate.key) return stage !== "contingency" || place.gate.covers !== undefined;
    return (
      gate === null && [...leaves.values()].some((orders) => [...orders].some((order) => coveredOrders.has(order)))
    );
  });
}

/** A choice inside an option that was not taken is no question any more. */
function isOnUntakenOption(state: RunState, { above }: ChoicePlace): boolean {
  return state.index.choices.some(({ choice }) => {
    const taken = state.choices.get(choice.key)?.option;
    if (taken === undefined) return false;
    const holds = (option: (typeof choice.options)[number]) =>
      option.items?.some((key) => above.includes(key)) ?? false;
    return (
      choice.options.some((option) => option.key !== taken && holds(option)) &&
      !choice.options.some((option) => option.key === taken && holds(option))
    );
  });
}
