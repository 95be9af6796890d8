import type { GateStatus } from "./run";
import type { RunLife } from "./run-life";

/** How a run ended, as its pages say it. `kind` is its colour and shape. */
export type Ending = { word: string; kind: "go" | "no" | "hold" | "wait" };

/**
 * What became of a closed run; null while it is open. To a pipeline it is NO-GO for ever, since it lets nothing pass any
 * more; people ask how it went. `status` is that of its last gate, or of the first one nobody decided.
 */
export function endingOf(run: { closedAt: string | null; life: RunLife; status: GateStatus }): Ending | null {
  const { closedAt, life, status } = run;
  if (closedAt === null) return null;
  if (life === "rolled_back") return { word: "ROLLED BACK", kind: "no" };
  if (life === "aborted") return { word: "GIVEN UP", kind: "hold" };
  if (status === "go") return { word: "CLOSED", kind: "go" };
  return status === "override" ? { word: "CLOSED", kind: "hold" } : { word: "CLOSED EARLY", kind: "wait" };
}
