import { type Refusal, refuse } from "./refusal";
import type { ItemRow, WaiverRow } from "./run";

type Seen = Pick<ItemRow, "state" | "reason" | "blocked" | "changedAt" | "version">;

/**
 * Why a waiver can't be granted for the item as it is: it failed or was blocked since whoever grants looked. `version` is
 * the item's they saw; without one, they know what it was when it was asked for.
 */
export function refuseGrant(
  { kind, askedAt }: Pick<WaiverRow, "kind" | "askedAt">,
  row: Seen,
  version: number | undefined,
): Refusal | null {
  const { state, blocked, changedAt } = row;
  const failed = state === "failed";
  if (failed && kind === "not_applicable") {
    const message = `${worseWords(row)} What failed does apply: move it back to open first, or ask for a waiver.`;
    return refuse("conflict", message, { current: row });
  }
  const later = (at: string | null | undefined) => at != null && Date.parse(at) > Date.parse(askedAt);
  const unseen =
    version === undefined ? (failed && later(changedAt)) || later(blocked?.since) : version !== row.version;
  if (!unseen || !(failed || blocked)) return null;
  const message = `${worseWords(row)} Look at it again, then decide whether this is accepted too.`;
  return refuse("statement_changed", message, { current: row });
}

/** `It failed meanwhile: data loss seen.` */
function worseWords({ state, reason, blocked }: Seen): string {
  const said = state === "failed" ? ["It failed", reason] : ["It was reported blocked", blocked?.reason];
  const words = said.filter(Boolean).join(": ");
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What of the item stands in the statement: whoever signs for a failure or a block has seen it. */
export function standsWords(row: Pick<ItemRow, "state" | "blocked" | "revision">): string {
  const worse = [...(row.state === "failed" ? ["failed"] : []), ...(row.blocked ? ["blocked"] : [])];
  return `${worse.length > 0 ? worse.join(", ") : "neither failed nor blocked"} (r${row.revision})`;
}
