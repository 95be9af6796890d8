import type { Trigger } from "@/lib/domain/template-leaves";

type Tier = Trigger["tier"];

/** What each tier calls for, gravest first. */
export const tiers: readonly { tier: Tier; name: string; does: string }[] = [
  { tier: "rollback", name: "Roll back at once", does: "The verdict turns to NO-GO and the rollback begins." },
  { tier: "timed", name: "Roll back unless resolved in time", does: "A timer starts that everybody sees." },
  { tier: "investigate", name: "Investigate", does: "Everybody sees it; the verdict stays." },
];

export const tierNames = Object.fromEntries(tiers.map(({ tier, name }) => [tier, name])) as Record<Tier, string>;

/** What a trigger asks for, as a sentence of its own: a list of them is often led in by “Roll back if:”. */
export function reactionWords({ reactionText = "" }: Pick<Trigger, "reactionText">): string {
  return reactionText.replace(/\s*\bif(?: any(?: of these)?(?: occurs?)?)?:?$/i, "");
}
