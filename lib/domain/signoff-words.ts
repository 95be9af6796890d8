import { list, plainText } from "./plain-text";
import type { Duty, Gate, Signoff } from "./template-gate";

const dutyWords: Record<Duty, string> = {
  lead: "not the run lead",
  ticker: "not who ticked the critical items",
};

export function dutiesText(not: readonly Duty[]): string {
  return not.map((duty) => dutyWords[duty]).join(", ");
}

/** Titles of the sign-offs that come first. */
export function afterTitles(gate: Pick<Gate, "signoffs">, { after = [] }: Signoff): string[] {
  return after.map((key) => plainText(gate.signoffs.find((other) => other.key === key)?.title ?? key));
}

/** `2 of 3 people as Security engineer, after Tech lead, not the run lead`; `named` are on the roster, when there is one. */
export function policyWords(gate: Pick<Gate, "signoffs">, signoff: Signoff, named?: number): string {
  const roles = list(signoff.roles, "or");
  const after = afterTitles(gate, signoff);
  return [
    signoff.count === 1 ? roles : `${quorumWords(signoff.count, named)} as ${roles}`,
    ...(after.length > 0 ? [`after ${list(after)}`] : []),
    ...(signoff.not ? [dutiesText(signoff.not)] : []),
  ].join(", ");
}

function quorumWords(count: number, named: number | undefined): string {
  if (named === undefined) return `${count} people`;
  return named < count ? `${count} people (only ${named} named)` : `${count} of ${named} people`;
}
