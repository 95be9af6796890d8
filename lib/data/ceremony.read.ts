import { delegationFacts } from "@/lib/domain/delegation";
import { refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { readRun } from "@/lib/domain/run-state";
import { type SignedScope, signoffScope } from "@/lib/domain/signature-standing";
import { type SigningAnswer, signingAuthority } from "@/lib/domain/signing-authority";
import type { Decision, SignedFor, SignedLeaf } from "@/lib/domain/signing-rows";
import type { SignoffRead } from "@/lib/domain/signoff-standing";
import { readSignoffs } from "@/lib/domain/signoffs-read";
import type { Signoff } from "@/lib/domain/template-gate";
import type { GatePlace } from "@/lib/domain/template-tree";
import type { Ceremony } from "./generated/client";

/** A condition as it stands in the statement, with the person it names. */
export type CeremonyCondition = { text: string; ownerId: string | null; dueAt: string | null };

/** What the statement binds, kept beside its bytes so that it can be compared without reading them again. */
export type CeremonyScope = {
  gateKey: string;
  printedName: string;
  role: string;
  delegation: SignedFor | null;
  leaves: SignedLeaf[];
  scopeDigest: string;
  /** The audit head when the statement was built: recorded, not compared. */
  head: { seq: number; hash: string | null };
};

/** Why a ceremony can't be signed any more; null while it can. */
export function refuseCeremony(ceremony: Ceremony, now: Date) {
  if (ceremony.usedAt) return refuse("already_done", "This statement is signed already.");
  if (ceremony.voidedAt) {
    return refuse("ceremony_expired", "This statement was withdrawn. Open a new one and read it again.");
  }
  if (ceremony.expiresAt <= now) {
    return refuse("ceremony_expired", "Five minutes have passed. Open the statement again and read what changed.");
  }
  return null;
}

/** The sign-off as a signature given now would cover it, and whether and how this person may give it. */
export function signingNow(
  snapshot: RunSnapshot,
  { place, signoff }: { place: GatePlace; signoff: Signoff },
  by: { personId: string; decision: Decision; now: Date },
): { scope: SignedScope; read: SignoffRead; answer: SigningAnswer } {
  const state = readRun(snapshot, by.now.toISOString());
  const scope = signoffScope(state, place, signoff);
  const read = readSignoffs(state, place).find(({ key }) => key === signoff.key);
  if (!read) throw new RangeError(`${signoff.key} is no sign-off of ${place.gate.key}`);
  const facts = {
    ...delegationFacts(snapshot, state.roster, state.nowMs),
    leadId: snapshot.run.leadId,
    covered: scope.covered,
    people: snapshot.people,
    read,
  };
  return { scope, read, answer: signingAuthority(facts, signoff, by.personId, by.decision) };
}
