import { type Refusal, refuse } from "./refusal";
import { sameRole } from "./roster";

type Filled = { role: string; personId: string };

/**
 * Why somebody may not put themself into a role of a run: whoever governs a workspace signs nothing by that. Its lead
 * names who signs; who is in the role already stays. Null when they may.
 */
export function refuseOwnRole(
  personId: string | undefined,
  {
    lead,
    signing,
    before,
    after,
  }: {
    lead: boolean;
    signing: readonly string[];
    before: readonly Filled[];
    after: readonly Filled[];
  },
): Refusal | null {
  if (lead) return null;
  const isIn = (rows: readonly Filled[], role: string) =>
    rows.some((row) => row.personId === personId && sameRole(row.role, role));
  const taken = signing.find((role) => isIn(after, role) && !isIn(before, role));
  return taken === undefined
    ? null
    : refuse("forbidden", `${taken} signs in this run. Its lead names you, you don't name yourself.`);
}
