import { matches } from "./artefact-match";
import type { Readiness, Reason, Verdict } from "./assessment";
import { reasonsBeyond } from "./override";
import { assess } from "./readiness";
import type { Artefact, GateStatus, RunSnapshot } from "./run";
import type { OverrideRow } from "./signing-rows";
import { toldVerdict } from "./told-verdict";

/** What a pipeline is told. `override` is never spelled GO. */
export type GateAnswer = {
  run: string;
  gate: string;
  gateTitle: string;
  /** What was recorded; the verdict below is what holds now. */
  status: GateStatus;
  verdict: Verdict;
  score: number;
  required: number;
  reasons: Reason[];
  conditions: Readiness["conditions"];
  blockers: Readiness["blockers"];
  /** Why it may be passed although it is NO-GO, who says so, and until when; only where the verdict is `override`. */
  override: GateOverride | null;
  artefact: Artefact | null;
  /** Number of the run's last audit entry this was computed from. */
  seq: number;
  rehearsal: boolean;
  checkedAt: string;
  validUntil: string | null;
};

export type GateOverride = {
  id: string;
  reason: string;
  endsAt: string;
  overridden: string[];
  askedBy: { name: string; as: string; at: string };
  confirmedBy: { name: string; as: string; at: string };
};

/**
 * May this be deployed now? The same judgement as on the screens; an override answers for itself. Throws on a key that is no gate, as `assess` does.
 */
export function answerGate(snapshot: RunSnapshot, now: string, gateKey?: string, asked?: string): GateAnswer {
  const artefact = asked === undefined ? undefined : namedArtefact(asked, snapshot.run.artefact);
  const recorded = assess(snapshot, now, gateKey, artefact);
  const rowOf = (named: { id: string } | null) => snapshot.overrides.find(({ id }) => id === named?.id);
  const own = rowOf(recorded.override);
  const row = own ?? rowOf(recorded.earlierOverride);
  const answer = snapshot.run.rehearsal
    ? rehearsed(recorded)
    : toldVerdict(recorded) === "override" && row
      ? overridden(recorded, row)
      : { ...judged(recorded), reasons: own ? reasonsBeyond(recorded.reasons, own.overridden) : recorded.reasons };
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

type Judged = Pick<GateAnswer, "verdict" | "reasons" | "conditions" | "blockers" | "override">;

/** An override answers for the reasons it names and for no other; that it does is for `toldVerdict` to say. */
function overridden({ conditions }: Readiness, row: OverrideRow): Judged {
  return { verdict: "override", reasons: [], conditions, blockers: [], override: told(row) };
}

function told(row: OverrideRow): GateOverride {
  return {
    id: row.id,
    reason: row.reason,
    endsAt: row.endsAt,
    overridden: row.overridden.map(({ text }) => text),
    askedBy: { name: row.askedByName, as: row.askedAs, at: row.askedAt },
    confirmedBy: { name: row.confirmedByName ?? "", as: row.confirmedAs ?? "", at: row.confirmedAt ?? "" },
  };
}

/** A rehearsal lets nobody deploy, however it stands. */
function rehearsed({ reasons, conditions, blockers }: Readiness): Judged {
  const rehearsal: Reason = { code: "rehearsal", text: "This run is a rehearsal: nothing is deployed by it" };
  return { verdict: "no_go", reasons: [rehearsal, ...reasons], conditions, blockers, override: null };
}

function judged({ verdict, reasons, conditions, blockers }: Readiness): Judged {
  return { verdict, reasons, conditions, blockers, override: null };
}

/** A pipeline names its artefact in one word: a version, a commit (seven digits or more), an image or a build. */
export function namedArtefact(text: string, ours: Artefact | null): Artefact {
  const readings: Artefact[] = [{ image: text }, { commit: text }, { version: text }, { build: text }];
  const fitting = readings.find((reading) => matches(ours, reading));
  if (fitting) return fitting;
  if (/@|\//.test(text)) return { image: text };
  return /^[0-9a-f]{7,64}$/i.test(text) ? { commit: text } : { version: text };
}
