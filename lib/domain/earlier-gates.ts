import type { Reason, ReasonCode } from "./assessment";
import { opensDeployment } from "./freeze";
import { isOverriding, reasonsBeyond } from "./override";
import { count, plainText } from "./plain-text";
import type { Artefact, RunSnapshot } from "./run";
import { isStepOfDeployment } from "./run-life";
import { inForce, type RunState, readRun } from "./run-state";
import type { OverrideRow } from "./signing-rows";
import type { GatePlace, Leaf } from "./template-tree";
import { type Before, isPassed, type Judgement, judge } from "./verdict";

/** A gate before another, judged once, with what becomes of it by the clock of its decision should anybody ask. */
type Earlier = { judged: Judgement; against: readonly Reason[]; lasting: () => Lasting | null };

/** What stands against a decision whatever the time, and the override that alone let the gate pass then. */
type Lasting = { against: readonly Reason[]; override: OverrideRow | null };

/** Said of the run, of the calendar or of other gates: whichever gate is asked says it for itself. */
const notItsOwn: ReadonlySet<ReasonCode> = new Set(["run_closed", "trigger_fired", "frozen", "earlier_gate_open"]);

/**
 * A gate with those before it, each judged once and in order. `judgements` are those that stand in its way, these first,
 * and itself; `all` are those its answer is made of.
 */
export function judgeWithEarlier(
  state: RunState,
  place: GatePlace,
  asked?: Artefact,
): { target: Judgement; judgements: Judgement[]; all: Judgement[] } {
  const before = judgeBefore(state, place.order);
  const found = before.map((earlier) => standingBefore(state, earlier, place));
  const target = judge(state, place, asked, together(found));
  const open = before.filter((_, n) => (found[n]?.reasons.length ?? 0) > 0).map(({ judged }) => judged);
  return { target, judgements: [...open, target], all: [...before.map(({ judged }) => judged), target] };
}

/** Why a step behind some gates shouldn't begin by now: one of them was let pass and holds no more. Null with none. */
export function fallenBefore(state: RunState, { gatesBefore }: Pick<Leaf, "gatesBefore">): string | null {
  const next = state.index.gates[gatesBefore];
  if (!next || gatesBefore === 0) return null;
  for (const earlier of judgeBefore(state, gatesBefore)) {
    const [reason] = standingBefore(state, earlier, next).reasons;
    if (reason && isPassed(earlier.judged.status)) return reason.text;
  }
  return null;
}

/** Every gate as it stands behind those before it. */
export function judgeAll(state: RunState): Judgement[] {
  return judgeBefore(state, state.index.gates.length).map(({ judged }) => judged);
}

function judgeBefore(state: RunState, end: number): Earlier[] {
  const done: Earlier[] = [];
  for (const place of state.index.gates.slice(0, end)) {
    const judged = judge(state, place, undefined, together(done.map((each) => standingBefore(state, each, place))));
    let lasting: Lasting | null | undefined;
    const once = () => {
      if (lasting === undefined) lasting = lastingAgainst(state, judged);
      return lasting;
    };
    done.push({ judged, against: ownAgainst(state, judged), lasting: once });
  }
  return done;
}

/** Of several overrides it answers by the one that ends next, by one that has ended only where none is in force. */
function together(found: readonly Before[]): Before {
  const overrides = found.flatMap(({ override }) => override ?? []);
  const running = overrides.filter(({ ended }) => !ended);
  return {
    reasons: found.flatMap(({ reasons }) => reasons),
    conditions: found.flatMap(({ conditions }) => conditions),
    override: (running.length > 0 ? running : overrides).toSorted((a, b) => msOf(a) - msOf(b))[0] ?? null,
  };
}

function msOf({ endsAt }: { endsAt: string }): number {
  return Date.parse(endsAt);
}

/**
 * What one gate says to a later one. It is open unless it was let pass and nothing stands against it beyond its
 * override. Behind it, what merely ran out since its decision doesn't hold up what is under way: it is told. What only
 * an override let pass stays overridden after its end: the end makes no GO of it.
 */
function standingBefore(state: RunState, earlier: Earlier, later: GatePlace): Before {
  const { place, status } = earlier.judged;
  const { key } = place.gate;
  if (state.gateRows.get(key)?.supposed) return { reasons: [], conditions: [], override: null };
  const holds = isPassed(status) && earlier.against.length === 0;
  const lasting = holds || !hasGoneOn(state, place, later) ? null : earlier.lasting();
  if (!holds && lasting?.against.length !== 0) {
    return { reasons: [openReason(earlier)], conditions: [], override: null };
  }
  const override = state.overrides.get(key) ?? lasting?.override ?? null;
  const ended = override !== null && !isOverriding(override, state.nowMs);
  const conditions = [
    ...(override && !ended ? [{ text: `${plainText(place.gate.title)} is overridden: ${override.reason}` }] : []),
    ...(holds ? [] : [{ text: ranOutText(earlier, ended) }]),
  ];
  return {
    reasons: [],
    conditions,
    override: override ? { id: override.id, gate: key, endsAt: override.endsAt, ended } : null,
  };
}

/** Of a gate's own reasons, those its override in force doesn't stand for. */
function ownAgainst(state: RunState, { place, reasons }: Judgement): Reason[] {
  const own = reasons.filter(({ code }) => !notItsOwn.has(code));
  const override = state.overrides.get(place.gate.key);
  return override ? reasonsBeyond(own, override.overridden) : own;
}

/** The deployment is under way between the two, or the later one lets none begin: it asks whether it went well. */
function hasGoneOn({ index, standings }: RunState, { order }: GatePlace, later: GatePlace): boolean {
  if (!opensDeployment(index.gates, later)) return true;
  return standings.some((standing) => {
    const { gatesBefore } = standing.leaf;
    return (
      isStepOfDeployment(standing) && standing.state !== "open" && gatesBefore > order && gatesBefore <= later.order
    );
  });
}

/**
 * What stands against a gate's decision whatever the time: by the clock of that decision, with all that was written
 * since, and every promise that wasn't kept. Null where it wasn't let pass in this attempt, or that was taken back.
 */
function lastingAgainst(state: RunState, { place, status, reasons }: Judgement): Lasting | null {
  const { key } = place.gate;
  const at = status === "no_go" ? null : decidedAt(state, key);
  if (at === null) return null;
  const then = readRun(withGrantsOf(state, Date.parse(at)), at);
  const judged = judge(then, place);
  if (!isPassed(judged.status)) return null;
  const recorded = state.gateRows.get(key)?.status === "go" && judged.reasons.every(({ code }) => notItsOwn.has(code));
  return {
    against: [...ownAgainst(then, judged), ...reasons.filter(({ code }) => code === "condition_overdue")],
    override: recorded ? null : (then.overrides.get(key) ?? null),
  };
}

/** One granted after the decision bears it only while it is in force: when it ends, what failed since stands again. */
function withGrantsOf({ snapshot, nowMs }: RunState, atMs: number): RunSnapshot {
  const waivers = snapshot.waivers.filter(
    (waiver) => inForce(waiver, nowMs) || (waiver.grantedAt !== null && Date.parse(waiver.grantedAt) <= atMs),
  );
  return waivers.length === snapshot.waivers.length ? snapshot : { ...snapshot, waivers };
}

/** When it was last let pass, by GO or by an override that nobody ended before its time. */
function decidedAt({ snapshot, gateRows }: RunState, key: string): string | null {
  const row = gateRows.get(key);
  const overrides = snapshot.overrides
    .filter(({ gateKey, endedAt }) => gateKey === key && endedAt === null)
    .flatMap(({ confirmedAt }) => confirmedAt ?? [])
    .filter((at) => Date.parse(at) >= Date.parse(snapshot.run.attemptAt));
  const moments = row?.decidedAt && isPassed(row.status) ? [...overrides, row.decidedAt] : overrides;
  return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}

function openReason({ judged: { place, status }, against }: Earlier): Reason {
  const title = plainText(place.gate.title);
  const text = isPassed(status)
    ? `${title} comes first and holds no more: ${firstOf(against)}`
    : `${title} comes first and ${status === "no_go" ? "is NO-GO" : "is not decided"}`;
  const worse = status === "no_go" || against.some(isWorseThanOpen);
  return { code: "earlier_gate_open", text, gate: place.gate.key, ...(worse ? { failed: true as const } : {}) };
}

function isWorseThanOpen({ code, failed, blocked, score }: Reason): boolean {
  return Boolean(failed || blocked || score?.failed || score?.blocked) || code === "signoff_rejected";
}

function ranOutText({ judged: { place }, against }: Earlier, byOverride: boolean): string {
  const title = plainText(place.gate.title);
  if (byOverride) return `The override of ${title} has ended; what went on under it stays`;
  return `Since ${title} was decided: ${firstOf(against)}`;
}

function firstOf([first, ...others]: readonly Reason[]): string {
  const more = others.length > 0 ? `, and ${count(others.length, "other")}` : "";
  return `${first?.text ?? "it is not ready"}${more}`;
}
