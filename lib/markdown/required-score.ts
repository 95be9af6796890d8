import type { Content, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Fact } from "@/lib/domain/template-leaves";

import type { Draft } from "./draft";

type Stated = Pick<Fact, "means" | "from" | "lines">;

/** The score the document states as required is that of its decision to deploy, else of its last gate. */
export function requireScore(draft: Draft, document: TemplateDocument): void {
  const stated = [
    ...document.metadata,
    ...document.phases.flatMap((phase) => ("content" in phase ? factsIn(phase.content) : [])),
  ];
  const said = stated.find(({ means, from }) => means === "required" && from !== undefined);
  const score = Number(said?.from ?? Number.NaN);
  const gates = document.phases.flatMap((phase) => (phase.kind === "gate" ? [phase] : gatesIn(phase.content)));
  const gate = gates.find(({ asks }) => asks === "deploy") ?? gates.at(-1);
  if (!gate || !(score >= 0 && score <= 100) || gate.required !== undefined) return;
  gate.required = score;
  draft.guess(gate, "required_stated", undefined, gate.lines ?? draft.placeOf(gate) ?? said?.lines);
}

function factsIn(content: Content[]): Stated[] {
  return content.flatMap((each) => (each.kind === "fact" ? [each] : "content" in each ? factsIn(each.content) : []));
}

function gatesIn(content: Content[]): Gate[] {
  return content.flatMap((each) => (each.kind === "gate" ? [each] : "content" in each ? gatesIn(each.content) : []));
}
