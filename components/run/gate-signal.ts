import type { SignalKind } from "@/components/ui/signal";
import type { Readiness } from "@/lib/domain/assessment";

/** Shape and colour of a gate; an override is never drawn as GO. */
export function gateSignals({ verdict, override }: Pick<Readiness, "verdict" | "override">): SignalKind {
  if (override?.holds) return "stale";
  if (verdict === "no_go") return "no";
  return verdict === "go" ? "go" : "hold";
}

/** The word beside it. GO without the lead's decision is only readiness to declare it. */
export function gateWord({ verdict, status, override }: Pick<Readiness, "verdict" | "status" | "override">): string {
  if (override?.holds) return "OVERRIDE";
  if (verdict === "no_go") return "NO-GO";
  const word = verdict === "go" ? "GO" : "GO with conditions";
  return status === "go" ? `${word}, recorded` : word;
}
