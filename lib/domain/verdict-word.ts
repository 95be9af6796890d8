import type { Verdict } from "./assessment";

/** A verdict as people say it. */
export const verdictWord: Record<Verdict, string> = {
  go: "GO",
  go_with_conditions: "GO with conditions",
  override: "OVERRIDE",
  no_go: "NO-GO",
};
