import type { Content, Gate, ImportCounts, TemplateDocument } from "@/lib/domain/template";
import type { Block } from "./block";
import { boxOf } from "./lead-ins";

/** Counts what the source had (tasks, fenced blocks) and what the document has. */
export function countImport(blocks: Block[], document: TemplateDocument): ImportCounts {
  const counts: ImportCounts = {
    tasks: 0,
    phases: 0,
    sections: 0,
    items: 0,
    commands: 0,
    signoffs: 0,
    gates: 0,
    holds: 0,
    triggers: 0,
    choices: 0,
    recurring: 0,
    contacts: 0,
    announcements: 0,
    expectations: 0,
  };
  countBlocks(blocks, counts, false);
  for (const phase of document.phases) {
    if (phase.kind === "gate") countGate(phase, counts);
    else {
      counts.phases += 1;
      countContent(phase.content, counts);
    }
  }
  return counts;
}

function countBlocks(blocks: Block[], counts: ImportCounts, entry: boolean): void {
  for (const [at, block] of blocks.entries()) {
    if (block.type === "code" && block.fenced) counts.commands += 1;
    if (block.type === "quote") countBlocks(block.blocks, counts, false);
    if (block.type === "list") for (const each of block.entries) countBlocks(each.blocks, counts, true);
    if (block.type !== "paragraph") continue;
    const rows = entry && at === 0 ? block.rows.slice(0, 1) : entry ? [] : block.rows;
    counts.tasks += rows.filter((row, index) => isTask(row, block.rows.length > index + 1 && entry)).length;
  }
}

function isTask(row: string, more: boolean): boolean {
  const box = boxOf(row);
  return box !== undefined && (box.text !== "" || more);
}

function countContent(content: Content[], counts: ImportCounts): void {
  for (const each of content) {
    if (each.kind === "gate") countGate(each, counts);
    if (each.kind === "section") counts.sections += 1;
    if (each.kind === "choice") counts.choices += 1;
    if (each.kind === "contact") counts.contacts += 1;
    if (each.kind === "announcement") counts.announcements += 1;
    if (each.kind === "trigger") {
      counts.triggers += 1;
      if (each.expectation) counts.expectations += 1;
    }
    if (each.kind === "item") {
      counts.items += 1;
      if (each.hold) counts.holds += 1;
      if (each.recurs) counts.recurring += 1;
      if (each.expectation) counts.expectations += 1;
    }
    if (each.kind === "item" || each.kind === "section") countContent(each.content, counts);
  }
}

function countGate(gate: Gate, counts: ImportCounts): void {
  counts.gates += 1;
  counts.signoffs += gate.signoffs.length;
}
