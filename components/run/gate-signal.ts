import type { SignalKind } from "@/components/ui/signal";
import type { Readiness, Verdict } from "@/lib/domain/assessment";
import { toldVerdict } from "@/lib/domain/told-verdict";
import { verdictWord } from "@/lib/domain/verdict-word";

type Said = Pick<Readiness, "verdict" | "status" | "override" | "earlierOverride" | "conditions">;

/** Shape and colour of each verdict. */
export const verdictSignal: Record<Verdict, SignalKind> = {
  go: "go",
  go_with_conditions: "hold",
  override: "stale",
  no_go: "no",
};

/** `closed`: the run ended as it should. It lets nothing pass any more; what its gates decided stays what they decided. */
function verdictOf(said: Said, closed: boolean): Verdict {
  if (said.status !== "go" || !closed) return toldVerdict(said);
  if (said.earlierOverride) return "override";
  return said.conditions.length > 0 ? "go_with_conditions" : "go";
}

/** Shape and colour of a gate; an override is never drawn as GO. */
export function gateSignals(said: Said, closed = false): SignalKind {
  return verdictSignal[verdictOf(said, closed)];
}

/** The word beside it. GO without the lead's decision is only readiness to declare it. */
export function gateWord(said: Said, closed = false): string {
  const verdict = verdictOf(said, closed);
  const passes = verdict === "go" || verdict === "go_with_conditions";
  return said.status === "go" && passes ? `${verdictWord[verdict]}, recorded` : verdictWord[verdict];
}
