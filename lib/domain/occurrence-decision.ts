import { expectationWords } from "./expectation-words";
import type { OccurrenceOutcome } from "./go-live-rows";
import { judgeMeasured } from "./measured";
import type { Occurrence } from "./recurring-checks";
import { type Refusal, refuse } from "./refusal";
import type { Expectation } from "./template-leaves";

export type OccurrenceInput = {
  outcome: OccurrenceOutcome;
  note: string | null;
  measured: string | null;
  /** Of the record this was decided on; 0 where there was none. */
  version: number;
};

/**
 * Whether a turn of a check may be recorded so. `already`: somebody recorded just that, and nothing is written. Whoever
 * decided on an older record sees what stands now.
 */
export function decideOccurrence(
  turn: Pick<Occurrence, "row" | "opensAt" | "title">,
  expectation: Expectation | undefined,
  input: OccurrenceInput,
  nowMs: number,
): "write" | "already" | Refusal {
  const { row, opensAt, title } = turn;
  const { outcome, note, measured, version } = input;
  if (row && row.version !== version) {
    if (row.outcome === outcome) return "already";
    const message = `Somebody recorded ${title} as ${row.outcome} meanwhile. Look at it again.`;
    return refuse("conflict", message, { current: row });
  }
  if (!row && version !== 0) return refuse("conflict", "This check was not recorded yet. Look at it again.");
  if (outcome !== "done" && note === null) {
    const message = outcome === "failed" ? "Say what you saw." : "Say why nobody needs to do it.";
    return refuse("reason_required", message, { problems: [{ path: "note", message }] });
  }
  if (outcome === "skipped") return "write";
  if (nowMs < opensAt) {
    return refuse(
      "out_of_order",
      `${title} is asked for later: it can be done from ${new Date(opensAt).toISOString()}.`,
    );
  }
  if (outcome === "done" && measured !== null && expectation && judgeMeasured(expectation, measured) === "misses") {
    const message = `${measured} misses what is expected: ${expectationWords(expectation)}. Record it as failed.`;
    return refuse("invalid_input", message, { problems: [{ path: "measured", message }] });
  }
  return "write";
}
