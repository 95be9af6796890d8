import { matches } from "./artefact-match";
import { assess } from "./readiness";
import type { Artefact, GateStatus, Readiness, Reason, ReasonCode, RunSnapshot, Verdict } from "./run";

/** What a pipeline is told. `override` is never spelled GO. */
export type GateAnswer = {
  run: string;
  gate: string;
  gateTitle: string;
  /** What was recorded; the verdict below is what holds now. */
  status: GateStatus;
  verdict: Verdict | "override";
  score: number;
  required: number;
  reasons: Reason[];
  conditions: Readiness["conditions"];
  blockers: Readiness["blockers"];
  artefact: Artefact | null;
  /** Number of the run's last audit entry this was computed from. */
  seq: number;
  rehearsal: boolean;
  checkedAt: string;
  validUntil: string | null;
};

/** Reasons that concern the run as a whole: not even an override stands against them. */
const always: ReadonlySet<ReasonCode> = new Set(["run_closed", "trigger_fired", "artefact_mismatch"]);

/**
 * May this be deployed now? The same judgement as on the screens; an override answers for itself. Throws on a key that is no gate, as `assess` does.
 */
export function answerGate(snapshot: RunSnapshot, now: string, gateKey?: string, asked?: string): GateAnswer {
  const artefact = asked === undefined ? undefined : namedArtefact(asked, snapshot.run.artefact);
  const recorded = assess(snapshot, now, gateKey, artefact);
  const answer = snapshot.run.rehearsal
    ? rehearsed(recorded)
    : recorded.status === "override"
      ? overridden(recorded)
      : judged(recorded);
  const { gate, gateTitle, status, required, score } = recorded;
  return {
    run: snapshot.run.id,
    gate,
    gateTitle,
    status,
    score,
    required,
    ...answer,
    artefact: snapshot.run.artefact,
    seq: snapshot.run.seq,
    rehearsal: snapshot.run.rehearsal,
    checkedAt: now,
    validUntil: recorded.validUntil,
  };
}

type Judged = Pick<GateAnswer, "verdict" | "reasons" | "conditions" | "blockers">;

function overridden({ reasons, conditions, blockers }: Readiness): Judged {
  const standing = reasons.filter(({ code }) => always.has(code));
  const verdict = standing.length > 0 ? "no_go" : "override";
  return { verdict, reasons: standing, conditions, blockers: standing.length > 0 ? blockers : [] };
}

/** A rehearsal lets nobody deploy, however it stands. */
function rehearsed({ reasons, conditions, blockers }: Readiness): Judged {
  const rehearsal: Reason = { code: "rehearsal", text: "This run is a rehearsal: nothing is deployed by it" };
  return { verdict: "no_go", reasons: [rehearsal, ...reasons], conditions, blockers };
}

function judged({ verdict, reasons, conditions, blockers }: Readiness): Judged {
  return { verdict, reasons, conditions, blockers };
}

/** A pipeline names its artefact in one word: a version, a commit (seven digits or more) or an image. */
export function namedArtefact(text: string, ours: Artefact | null): Artefact {
  const readings: Artefact[] = [{ image: text }, { commit: text }, { version: text }];
  const fitting = readings.find((reading) => matches(ours, reading));
  if (fitting) return fitting;
  if (/@|\//.test(text)) return { image: text };
  return /^[0-9a-f]{7,64}$/i.test(text) ? { commit: text } : { version: text };
}
