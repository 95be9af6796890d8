import { Signal, type SignalKind } from "@/components/ui/signal";
import type { Verdict } from "@/lib/domain/assessment";

export const verdictSignal: Record<Verdict, SignalKind> = { go: "go", go_with_conditions: "hold", no_go: "no" };

/** A verdict in its shape, word and colour. */
export function VerdictSignal({ verdict, size = "sm" }: { verdict: Verdict; size?: "sm" | "lg" | "xl" }) {
  return <Signal kind={verdictSignal[verdict]} size={size} />;
}
