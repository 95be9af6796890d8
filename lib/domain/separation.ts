import type { LeafStanding } from "./run-state";
import type { Signoff } from "./template-gate";

/** Why somebody is kept from approving; `leaf` is the critical item they ticked. */
export type Kept = { why: string; leaf: LeafStanding["leaf"] | null };

/** What separation of duties looks at. */
export type DutyFacts = { leadId: string; covered: readonly LeafStanding[] };

/**
 * Null while this person may approve. Asked when they sign and whenever the signature is read: signing first and
 * ticking afterwards, or handing the run over for a minute, would get round it otherwise.
 */
export function keptFrom(signoff: Pick<Signoff, "not">, facts: DutyFacts, personId: string): Kept | null {
  if (!signoff.not) return null;
  if (signoff.not.includes("lead") && facts.leadId === personId) return { why: "leads this run", leaf: null };
  if (!signoff.not.includes("ticker")) return null;
  const ticked = facts.covered.find((standing) => isTickedBy(standing, personId));
  return ticked ? { why: `ticked ${ticked.leaf.title}, which is critical`, leaf: ticked.leaf } : null;
}

/**
 * Whoever set a critical item to what lets it count; who found it failed or moved it back only made it worse. That it
 * doesn't apply is the doing of who asked for it: granting it is a decision about somebody else's.
 */
function isTickedBy({ leaf, row, state, grants }: LeafStanding, personId: string): boolean {
  if (leaf.severity !== "critical") return false;
  const mine = row?.changedById === personId;
  if (state !== "not_applicable") return mine && (state === "passed" || state === "warned");
  const excusing = grants.filter(({ kind }) => kind === "not_applicable");
  if (excusing.some(({ askedById }) => askedById === personId)) return true;
  return mine && !excusing.some(({ grantedById }) => grantedById === personId);
}
