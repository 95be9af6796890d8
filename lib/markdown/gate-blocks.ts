import type { Content, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Draft } from "./draft";
import { plainTitle } from "./inline";
import { slugOf } from "./slug";

type Part = Phase | Section;

/** Sections that hold nothing but sign-offs become the gate itself, named after the section. */
export function collapseBlocks(draft: Draft, document: TemplateDocument): void {
  document.phases = document.phases.flatMap((phase): (Phase | Gate)[] => {
    if (phase.kind === "gate") return [phase];
    phase.content = collapse(draft, phase.content);
    return onlyGates(draft, phase.content) ? rename(draft, phase, phase.content) : [phase];
  });
}

function collapse(draft: Draft, content: Content[]): Content[] {
  return content.flatMap((each): Content[] => {
    if (each.kind !== "section") return [each];
    each.content = collapse(draft, each.content);
    return onlyGates(draft, each.content) ? rename(draft, each, each.content) : [each];
  });
}

function onlyGates(draft: Draft, content: Content[]): content is Gate[] {
  return content.length > 0 && content.every((each) => each.kind === "gate" && draft.found.has(each));
}

/** The gates of a section that goes; several lead-ins below one heading are one gate with the heading's name. */
function rename(draft: Draft, part: Part, gates: Gate[]): Gate[] {
  for (const gate of gates) gate.lines = [Math.min(gate.lines?.[0] ?? 1, part.lines?.[0] ?? 1), gate.lines?.[1] ?? 1];
  const named = gates.filter((gate) => !isGeneric(draft.found.get(gate)?.name ?? ""));
  if (gates.length > 1 && named.length > 0) {
    if (gates[0]) draft.forward(part, gates[0]);
    return gates;
  }
  const [first, ...others] = gates;
  if (!first) return [];
  for (const other of others) absorb(draft, first, other);
  first.title = part.title;
  draft.found.set(first, { name: part.title, factSheet: false });
  draft.forward(part, first);
  return [first];
}

const genericName =
  /^(?:stakeholder |final |required |team |management |release )?(?:sign-?\s?offs?|approvals?|signatures?|(?:final )?go[- ]?live decision|decision|approvers?)$/i;

export function isGeneric(name: string): boolean {
  return genericName.test(plainTitle(name));
}

/** One gate takes over the sign-offs of another that stands in the same place. */
export function absorb(draft: Draft, gate: Gate, other: Gate): void {
  gate.signoffs.push(...other.signoffs);
  if (gate.lines && other.lines)
    gate.lines = [Math.min(gate.lines[0], other.lines[0]), Math.max(gate.lines[1], other.lines[1])];
  draft.forward(other, gate);
  draft.found.delete(other);
}

/** A block that names a part of the document ("Staging Deployment") goes to the end of that part. */
export function relocateNamed(draft: Draft, document: TemplateDocument): void {
  const wanted = new Map<string, Gate>();
  for (const [gate, { name }] of draft.found) wanted.set(partName(name), gate);
  wanted.delete("");
  const moved = new Map<Gate, Part>();
  eachPart(document, (part) => {
    const gate = wanted.get(partName(part.title));
    if (gate && !moved.has(gate) && !holds(part, gate)) moved.set(gate, part);
  });
  for (const gate of moved.keys()) remove(document, gate);
  for (const [gate, part] of moved) {
    insertAfter(document, part, gate);
    draft.guess(gate, "gate_moved", part.title);
  }
  document.phases = document.phases.filter(
    (phase) => phase.kind === "gate" || phase.content.length > 0 || !isGeneric(phase.title),
  );
}

function partName(name: string): string {
  return slugOf(plainTitle(name).replace(/\s?\b(?:sign-?\s?offs?|approvals?|signatures?)\b\s?/gi, " "), "");
}

function eachPart(document: TemplateDocument, visit: (part: Part) => void): void {
  const walk = (content: Content[]) => {
    for (const each of content) {
      if (each.kind !== "section") continue;
      visit(each);
      walk(each.content);
    }
  };
  for (const phase of document.phases) {
    if (phase.kind !== "phase") continue;
    visit(phase);
    walk(phase.content);
  }
}

function holds(part: Part, gate: Gate): boolean {
  return part.content.some((each) => each === gate || (each.kind === "section" && holds(each, gate)));
}

/** Takes a gate out of wherever it stands. */
export function remove(document: TemplateDocument, gate: Gate): void {
  const without = (content: Content[]): Content[] => {
    for (const each of content) if (each.kind === "section") each.content = without(each.content);
    return content.filter((each) => each !== gate);
  };
  for (const phase of document.phases) if (phase.kind === "phase") phase.content = without(phase.content);
  document.phases = document.phases.filter((each) => each !== gate);
}

/** Puts a gate right after a part, among its siblings. */
export function insertAfter(document: TemplateDocument, part: Part, gate: Gate): void {
  insert(document, part, gate, 1);
}

export function insertBefore(document: TemplateDocument, node: Phase | Content, gate: Gate): void {
  insert(document, node, gate, 0);
}

function insert(document: TemplateDocument, node: Phase | Content, gate: Gate, offset: 0 | 1): void {
  const top = document.phases.findIndex((each) => Object.is(each, node));
  if (top >= 0) {
    document.phases.splice(top + offset, 0, gate);
    return;
  }
  const into = (content: Content[]): boolean => {
    const at = content.findIndex((each) => Object.is(each, node));
    if (at >= 0) content.splice(at + offset, 0, gate);
    return at >= 0 || content.some((each) => (each.kind === "section" || each.kind === "item") && into(each.content));
  };
  document.phases.some((phase) => phase.kind === "phase" && into(phase.content));
}
