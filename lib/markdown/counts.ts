import { type ImportCounts, noCounts } from "@/lib/domain/import-report";
import type { Content, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Block } from "./block";
import { boxOf } from "./lead-ins";

/** Counts what the source had (tasks, fenced blocks) and what the document has. */
export function countImport(blocks: Block[], document: TemplateDocument): ImportCounts {
  const counts: ImportCounts = { ...noCounts };
  countBlocks(blocks, counts);
  counts.blanks += document.metadata.filter(({ means }) => means === "blank").length;
  for (const phase of document.phases) {
    if (phase.kind === "gate") countGate(phase, counts);
    else {
      counts.phases += 1;
      countContent(phase.content, counts);
    }
  }
  return counts;
}

/** The counts of an import whose document was changed since; those of its source stay. */
export function recount({ tasks, commands, warnings }: ImportCounts, document: TemplateDocument): ImportCounts {
  return { ...countImport([], document), tasks, commands, warnings };
}

/** Task-list items are what GFM reads as such: a box first in a list entry. */
function countBlocks(blocks: Block[], counts: ImportCounts): void {
  for (const block of blocks) {
    if (block.type === "code" && block.fenced) counts.commands += 1;
    if (block.type === "quote") countBlocks(block.blocks, counts);
    if (block.type !== "list") continue;
    for (const { blocks: inside } of block.entries) {
      const first = inside[0];
      const box = first?.type === "paragraph" ? boxOf(first.rows[0] ?? "") : undefined;
      if (first?.type === "paragraph" && box?.gfm && (box.text !== "" || first.rows.length > 1)) counts.tasks += 1;
      countBlocks(inside, counts);
    }
  }
}

function countContent(content: Content[], counts: ImportCounts): void {
  for (const each of content) {
    if (each.kind === "gate") countGate(each, counts);
    if (each.kind === "section") counts.sections += 1;
    if (each.kind === "choice" && !each.either) counts.choices += 1;
    if (each.kind === "reference") counts.references += 1;
    if (each.kind === "blank") counts.blanks += 1;
    if (each.kind === "criterion") {
      counts.criteria += 1;
      if (each.expectation) counts.expectations += 1;
    }
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
