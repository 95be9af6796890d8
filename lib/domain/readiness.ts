import type { Readiness, SignoffStanding } from "./assessment";
import { blockersOf } from "./blockers";
import { lastToCome } from "./closing-time";
import { judgeWithEarlier } from "./earlier-gates";
import { forecastOf } from "./forecast";
import { afterFreezes } from "./freeze-forecast";
import { gatingWork } from "./gating-work";
import { nextActionOf } from "./next-action";
import { plainText } from "./plain-text";
import type { Artefact, RunSnapshot } from "./run";
import { type RunState, readRun } from "./run-state";
import { sectionSums } from "./score-sections";
import type { SignoffRead } from "./signoff-standing";
import { isSupposing, type Supposed, suppose } from "./supposed";
import type { GatePlace } from "./template-tree";
import { validUntil } from "./valid-until";
import { headlineGate } from "./verdict";
import { waitingOf } from "./waiting";

/**
 * Can we deploy, why not, when, what next and whose is it: of the gate named, else of the run's headline, which is the
 * first gate nobody let pass, else the last. `now` is ISO. `asked` is the artefact a pipeline is about to deploy.
 * Throws on a key that is no gate of the document: ask `indexDocument(document).gateByKey` first.
 */
export function assess(snapshot: RunSnapshot, now: string, gateKey?: string, asked?: Artefact): Readiness {
  return assessState(readRun(snapshot, now), gateKey, asked);
}

/** The same of the run as it would be; without anything supposed, exactly `assess`. */
export function simulate(snapshot: RunSnapshot, supposed: Supposed, now: string, gateKey?: string): Readiness {
  const readiness = assess(suppose(snapshot, supposed, now), now, gateKey);
  return isSupposing(supposed) ? { ...readiness, supposed } : readiness;
}

/** The same for a snapshot already read. */
export function assessState(state: RunState, gateKey?: string, asked?: Artefact): Readiness {
  const place = gateKey === undefined ? headlineGate(state) : state.index.gateByKey.get(gateKey);
  if (!place) throw new RangeError(`No gate ${gateKey ?? ""} in this document`);
  const { target, judgements, all } = judgeWithEarlier(state, place, asked);
  const work = gatingWork(state, judgements);
  const blockers = target.verdict === "no_go" ? blockersOf(state, judgements, work) : [];
  return {
    gate: place.gate.key,
    gateTitle: plainText(place.gate.title),
    status: target.status,
    verdict: target.verdict,
    score: target.score,
    required: target.required,
    reasons: target.reasons,
    conditions: target.conditions,
    blockers,
    waiting: waitingOf(state, target, work, blockers),
    forecast: afterFreezes(forecastOf(work, target.reasons, state.nowMs, limitsOf(state, place)), state, place),
    nextAction: nextActionOf(state, judgements, work),
    formula: target.formula,
    sections: sectionSums(state, target.covered),
    signoffs: target.signoffs.map(toStanding),
    override: target.override,
    earlierOverride: target.earlierOverride,
    validUntil: validUntil(state, all),
  };
}

/** The target is for going live: a run that is live is closed when all that follows is over, late or not. */
function limitsOf(state: RunState, { gate, order }: GatePlace) {
  const { targetAt, workingHours } = state.snapshot.run;
  if (gate.asks !== "close" || order === 0) return { targetAt, notBefore: null, workingHours };
  const last = lastToCome(state);
  return { targetAt: null, notBefore: last === null ? null : new Date(last).toISOString(), workingHours };
}

function toStanding({
  acts: _acts,
  approvals: _approvals,
  ...standing
}: SignoffRead & { ready: boolean }): SignoffStanding {
  return standing;
}
