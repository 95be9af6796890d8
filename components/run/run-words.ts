import type { ItemState } from "@/lib/domain/item-state";
import { list } from "@/lib/domain/plain-text";
import type { Severity } from "@/lib/domain/severity";
import type { Code } from "@/lib/domain/template-leaves";

/** Every state as people read it on a button, a row and in a sentence about somebody's act. */
export const stateWords: Readonly<Record<ItemState, { name: string; act: string; did: string }>> = {
  open: { name: "Open", act: "Reopen", did: "reopened" },
  in_progress: { name: "In progress", act: "Start", did: "started" },
  passed: { name: "Passed", act: "Pass", did: "passed" },
  warned: { name: "Warned", act: "Warn", did: "passed with a warning" },
  failed: { name: "Failed", act: "Fail", did: "failed" },
  not_applicable: { name: "Not applicable", act: "Not applicable", did: "set aside as not applicable" },
};

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};

/** What the reason of a state is called: a warning's is how the risk is held. */
export const reasonLabels: Readonly<Partial<Record<ItemState, string>>> = {
  passed: "Why does it pass anyway?",
  warned: "How is the risk mitigated?",
  failed: "What failed?",
  not_applicable: "Why doesn't it apply?",
};

/** Said beside a command whose variables the run filled in; nothing beside others. */
export function filledWords({ filled = [] }: Pick<Code, "filled">): string | undefined {
  return filled.length > 0 ? `${list(filled)} filled in from this run` : undefined;
}
