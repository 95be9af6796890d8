import type { SignalKind } from "@/components/ui/signal";
import type { Readiness } from "@/lib/domain/run";

/** Shape and colour of a gate; an override is never drawn as GO. */
export function gateSignals({ verdict, status }: Pick<Readiness, "verdict" | "status">): SignalKind {
  if (verdict === "no_go") return "no";
  if (status === "override") return "stale";
  return verdict === "go" ? "go" : "hold";
}

/** The word beside it. GO without the lead's decision is only readiness to declare it. */
export function gateWord({ verdict, status }: Pick<Readiness, "verdict" | "status">): string {
  if (verdict === "no_go") return "NO-GO";
  if (status === "override") return "Overridden";
  const word = verdict === "go" ? "GO" : "GO with conditions";
  return status === "go" ? `${word}, recorded` : word;
}
