import { refuse } from "@/lib/domain/refusal";
import type { RunSnapshot, SignedLeaf } from "@/lib/domain/run";
import { coveredStandings, readRun } from "@/lib/domain/run-state";
import { type SignedScope, scopeOf } from "@/lib/domain/signature-standing";
import type { GatePlace } from "@/lib/domain/template-tree";
import type { Ceremony } from "./generated/client";

/** A condition as it stands in the statement, with the person it names. */
export type CeremonyCondition = { text: string; ownerId: string | null; dueAt: string | null };

/** What the statement binds, kept beside its bytes so that it can be compared without reading them again. */
export type CeremonyScope = {
  gateKey: string;
  printedName: string;
  role: string;
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

/** The gate as a signature given now would cover it. */
export function scopeNow(snapshot: RunSnapshot, place: GatePlace, now: Date): SignedScope {
  const state = readRun(snapshot, now.toISOString());
  return scopeOf(place.gate, coveredStandings(state, place.coverage), snapshot.run);
}
