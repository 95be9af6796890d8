import type { SignalKind } from "@/components/ui/signal";
import type { Readiness, Verdict } from "@/lib/domain/assessment";

type Said = Pick<Readiness, "verdict" | "status" | "override" | "earlierOverride" | "conditions">;

/** By an override of its own, or of a gate before it. */
function isOverridden({ override, earlierOverride }: Said): boolean {
  return override?.holds === true || (override === null && earlierOverride !== null);
}

/** `closed`: the run ended as it should. It lets nothing pass any more; what its gates decided stays what they decided. */
function verdictOf({ verdict, status, conditions }: Said, closed: boolean): Verdict {
  if (status !== "go" || !closed) return verdict;
  return conditions.length > 0 ? "go_with_conditions" : "go";
}

/** Shape and colour of a gate; an override is never drawn as GO. */
export function gateSignals(said: Said, closed = false): SignalKind {
  if (isOverridden(said)) return "stale";
  const verdict = verdictOf(said, closed);
  if (verdict === "no_go") return "no";
  return verdict === "go" ? "go" : "hold";
}

/** The word beside it. GO without the lead's decision is only readiness to declare it. */
export function gateWord(said: Said, closed = false): string {
  if (isOverridden(said)) return "OVERRIDE";
  const verdict = verdictOf(said, closed);
  if (verdict === "no_go") return "NO-GO";
  const word = verdict === "go" ? "GO" : "GO with conditions";
  return said.status === "go" ? `${word}, recorded` : word;
}
