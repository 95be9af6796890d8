import type { Readiness, Verdict } from "./assessment";

/**
 * What everybody is told of a gate, in one word, on screens, in files and by pipelines alike: `override` where only that
 * lets it pass, its own or one of a gate before it, and NO-GO once it stands for too little. Never GO by an override.
 */
export function toldVerdict({ verdict, override }: Pick<Readiness, "verdict" | "override">): Verdict {
  return override?.holds ? "override" : verdict;
}
