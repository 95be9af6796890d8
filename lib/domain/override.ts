import type { Reason, ReasonCode } from "./assessment";
import type { Overridden, OverrideCapacity, OverrideRow } from "./signing-rows";

/** Who somebody is to an override: facts of this moment. */
export type OverrideParty = { personId: string; lead: boolean; admin: boolean };

/** Longest time an override may last: who needs more decides again. */
export const longestOverrideHours = 72;
/** How long a request waits for the second person. */
export const overrideRequestMinutes = 60;

/** Reasons that concern the run as a whole: not even an override stands against them. */
export const neverOverridden: ReadonlySet<ReasonCode> = new Set([
  "run_closed",
  "trigger_fired",
  "artefact_mismatch",
  "nothing_covered",
]);

/** As what somebody asks for an override: whoever leads the run as its lead, so that an admin must confirm. */
export function capacityOf({ lead, admin }: OverrideParty): OverrideCapacity | null {
  if (lead) return "lead";
  return admin ? "admin" : null;
}

/**
 * As what the second person confirms; null unless they are another person, one of the two is the lead and the other an
 * admin, and the first still is what they asked as.
 */
export function confirmsAs(
  askedAs: OverrideCapacity,
  asker: OverrideParty,
  confirmer: OverrideParty,
): OverrideCapacity | null {
  if (asker.personId === confirmer.personId) return null;
  if (askedAs === "lead") return asker.lead && confirmer.admin ? "admin" : null;
  return asker.admin && confirmer.lead ? "lead" : null;
}

/** Confirmed, not taken back, not past its end. */
export function isOverriding(row: OverrideRow, nowMs: number): boolean {
  return row.confirmedAt !== null && row.endedAt === null && nowMs < Date.parse(row.endsAt);
}

/** Asked for by one, and the other may still confirm it. */
export function isRequested(row: OverrideRow, nowMs: number): boolean {
  const until = Math.min(Date.parse(row.expiresAt), Date.parse(row.endsAt));
  return row.confirmedAt === null && row.endedAt === null && nowMs < until;
}

/** Stands on every screen: in force, or was and nobody has reviewed it. */
export function isShown(row: OverrideRow, nowMs: number): boolean {
  return row.confirmedAt !== null && (row.reviewedAt === null || isOverriding(row, nowMs));
}

/** The one in force per gate; the latest confirmed, should there be two. */
export function overridesInForce(rows: readonly OverrideRow[], nowMs: number): Map<string, OverrideRow> {
  return new Map(rows.filter((row) => isOverriding(row, nowMs)).map((row) => [row.gateKey, row]));
}

/** What an item that is done lacks; one that is open lacks more. */
const proofCodes: ReadonlySet<ReasonCode> = new Set(["evidence_missing", "evidence_expired", "second_person_missing"]);

/**
 * A subject and those that are less than it: who accepts that an item failed, or is blocked, accepts that it is open,
 * never the reverse, and never the one for the other. So it is with a gate before, in which something failed, is
 * blocked or was rejected, and one that isn't decided.
 */
function andLesser(subject: string): string[] {
  const [item = "", worst] = subject.split(" ");
  if (item.startsWith("gate:") && worst === "failed") return [subject, item];
  if (!item.startsWith("item:")) return [subject];
  if (worst === "proof") return [subject];
  const less = [item, `${item} proof`];
  if (worst === undefined) return less;
  return worst === "failed,blocked" ? [subject, `${item} failed`, `${item} blocked`, ...less] : [subject, ...less];
}

/**
 * What an override knows a reason by: what it is about. A rejection is its own, so that one given later stands against
 * the gate although the missing signature was overridden.
 */
export function reasonSubject(reason: Reason): string {
  const { code, item, failed, score, condition, freeze, signoff, gate, choice, trigger, personId } = reason;
  if (score) return `${code} ${score.satisfied}/${score.of}${keysOf("failed", score)}${keysOf("blocked", score)}`;
  if (code === "signoff_rejected") return `rejected:${signoff ?? gate}:${personId ?? ""}`;
  if (condition) return `condition:${condition}`;
  if (freeze) return `freeze:${freeze}`;
  if (item) return [`item:${item}`, degreeOf(reason)].filter(Boolean).join(" ");
  if (signoff) return `signoff:${signoff}`;
  if (choice) return `choice:${choice}`;
  if (trigger) return `trigger:${trigger}`;
  return gate ? `gate:${gate}${failed ? " failed" : ""}` : code;
}

function keysOf(degree: "failed" | "blocked", score: NonNullable<Reason["score"]>): string {
  const keys = score[degree];
  return keys ? ` ${degree} ${keys.join(",")}` : "";
}

/** How an item is worse than open, or less. */
function degreeOf({ code, failed, blocked }: Reason): string {
  if (failed || blocked) return [failed ? "failed" : "", blocked ? "blocked" : ""].filter(Boolean).join(",");
  return proofCodes.has(code) ? "proof" : "";
}

export function toOverridden(reasons: readonly Reason[]): Overridden[] {
  return reasons.map((reason) => ({ code: reason.code, subject: reasonSubject(reason), text: reason.text }));
}

const scoreSubject = /^score_below (\d{1,15})\/(\d{1,15})(?: failed (\S+))?(?: blocked (\S+))?$/;

/**
 * The score an override names and those above it; one that fell further, or below which something failed or is blocked
 * since, is not what was accepted. Overrides from before the figure was named stand for any, until they end.
 */
function standsForScore(subject: string, { satisfied, of, failed, blocked }: NonNullable<Reason["score"]>): boolean {
  const [, named, outOf, failing, blocking] = scoreSubject.exec(subject) ?? [];
  const amongst = (keys: readonly string[] = [], accepted = "") =>
    keys.every((key) => accepted.split(",").includes(key));
  if (!amongst(failed, failing) || !amongst(blocked, blocking)) return false;
  if (named === undefined || outOf === undefined) return subject === "score_below";
  return BigInt(satisfied) * BigInt(outOf) >= BigInt(named) * BigInt(of);
}

/** Reasons that hold in spite of an override: of the run as a whole, or not among those it names. */
export function reasonsBeyond(reasons: readonly Reason[], overridden: readonly Overridden[]): Reason[] {
  const named = new Set(overridden.flatMap(({ subject }) => andLesser(subject)));
  const stands = (reason: Reason) => {
    const { score } = reason;
    if (score) return overridden.some(({ subject }) => standsForScore(subject, score));
    return named.has(reasonSubject(reason));
  };
  return reasons.filter((reason) => neverOverridden.has(reason.code) || !stands(reason));
}
