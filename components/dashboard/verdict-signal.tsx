import { Signal } from "@/components/ui/signal";
import type { Verdict } from "@/lib/domain/assessment";
import { verdictWord } from "@/lib/domain/verdict-word";
import { verdictSignal } from "../run/gate-signal";

/** A verdict in its shape, word and colour. */
export function VerdictSignal({ verdict, size = "sm" }: { verdict: Verdict; size?: "sm" | "lg" | "xl" }) {
  return <Signal kind={verdictSignal[verdict]} word={verdictWord[verdict]} size={size} />;
}
