import { plainText } from "./plain-text";
import type { Problem } from "./refusal";
import type { TemplateDocument } from "./template";
import type { Gate, Signoff } from "./template-gate";
import { indexDocument } from "./template-tree";

/** Titles of what comes before a sign-off and is not given. What names no sign-off of the gate is never given. */
export function waitsFor(gate: Gate, signoff: Signoff, isGiven: (key: string) => boolean): string[] {
  return (signoff.after ?? [])
    .filter((key) => !gate.signoffs.some((other) => other.key === key) || !isGiven(key))
    .map((key) => plainText(gate.signoffs.find((other) => other.key === key)?.title ?? key));
}

/** Sign-offs whose order or coverage can't be kept: they name what isn't there, or wait for each other. */
export function signoffProblems(document: TemplateDocument): Problem[] {
  const index = indexDocument(document);
  return index.gates.flatMap(({ gate }) =>
    gate.signoffs.flatMap((signoff): Problem[] => {
      const name = `${plainText(signoff.title)} at ${plainText(gate.title)}`;
      const lines = signoff.lines ? { line: signoff.lines[0] } : {};
      const say = (path: string, message: string) => ({ path: `${signoff.key}.${path}`, message, ...lines });
      const strange = (signoff.after ?? []).filter((key) => !gate.signoffs.some((other) => other.key === key));
      const nowhere = (signoff.covers ?? []).filter((key) => !index.ranges.has(key));
      return [
        ...strange.map((key) => say("after", `${name} comes after “${key}”, which is no sign-off of that gate.`)),
        ...nowhere.map((key) => say("covers", `${name} covers “${key}”, which is no part or item of the checklist.`)),
        ...(comesAfterItself(gate, signoff) ? [say("after", `${name} comes after itself. Take one of them out.`)] : []),
      ];
    }),
  );
}

function comesAfterItself(gate: Gate, signoff: Signoff): boolean {
  const seen = new Set(signoff.after);
  for (const key of seen) {
    for (const next of gate.signoffs.find((other) => other.key === key)?.after ?? []) seen.add(next);
  }
  return seen.has(signoff.key);
}
