import type { SignalKind } from "@/components/ui/signal";
import type { SignoffStanding } from "@/lib/domain/assessment";
import type { Decision } from "@/lib/domain/signing-rows";

/** Shape, colour and word of each answer of the roll call. */
export const stationSignals: Readonly<Record<SignoffStanding["status"], { kind: SignalKind; word: string }>> = {
  approved: { kind: "go", word: "GO" },
  conditional: { kind: "hold", word: "GO IF" },
  rejected: { kind: "no", word: "NO-GO" },
  stale: { kind: "stale", word: "STALE" },
  waiting: { kind: "wait", word: "WAITING" },
};

/** What a signature says, as a verb after a name. */
export const decisionWords: Readonly<Record<Decision, string>> = {
  approve: "approved",
  approve_with_conditions: "approved with conditions",
  reject: "rejected",
};
