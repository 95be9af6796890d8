import type { Block } from "./block";
import { boldLine, factOf, plainTitle } from "./inline";

const generic =
  /^(?:action items?|actions?|steps?|tasks?|to-?dos?|checklist|items?|checks|details|description|procedure|process|what to do|subtasks?)$/i;
const notHeading =
  /^(?:timeline|date|time|when|where|who|note|notes|warning|caution|important|tip|info|status|goal|objective|purpose|owner|duration|estimated time|references?|see also|decision|example|examples)\b/i;
const ranked = /^(?:phase|stage|part|day|week|month|hour)\s+[\divx]+\b/i;

/** A paragraph of one bold line, which stands like a heading over what follows. */
export function leadIn(block: Block | undefined): { title: string; rank: 1 | 2 } | undefined {
  if (block?.type !== "paragraph" || block.rows.length !== 1) return undefined;
  const bold = boldLine(block.rows[0] ?? "");
  if (!bold) return undefined;
  return {
    title: bold.tail === "" ? bold.title : `${bold.title} ${bold.tail}`.replace(/:$/, ""),
    rank: ranked.test(bold.title) ? 1 : 2,
  };
}

/** What a bold line at `at` is for what follows it: a section of its own, the purpose of the next fenced block, or a remark. */
export function leadInRole(blocks: Block[], at: number, title: string, rank: 1 | 2): "section" | "purpose" | "remark" {
  const plain = plainTitle(title);
  const label = !generic.test(plain) && !notHeading.test(plain) && plain.length <= 160;
  if (label && introducesBoxes(blocks, at + 1, rank)) return "section";
  const next = blocks[at + 1];
  return next?.type === "code" && next.fenced ? "purpose" : "remark";
}

function introducesBoxes(blocks: Block[], from: number, rank: 1 | 2): boolean {
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block || block.type === "heading" || block.type === "rule") return false;
    const bold = leadIn(block);
    if (bold && bold.rank <= rank && !notHeading.test(bold.title)) return false;
    if (block.type === "list" && block.entries.some((entry) => hasBox(entry.blocks))) return true;
  }
  return false;
}

/** True when an entry is a task or holds one. */
export function hasBox(blocks: Block[]): boolean {
  return blocks.some((block, at) => {
    if (at === 0 && block.type === "paragraph" && boxOf(block.rows[0] ?? "")) return true;
    if (block.type === "list") return block.entries.some((entry) => hasBox(entry.blocks));
    return block.type === "quote" && hasBox(block.blocks);
  });
}

export type Box = { checked: boolean; text: string; gfm: boolean };

/** `[ ] text`, `[x] text` (GFM), or a box drawn as a character (☐ ☑ ⬜). */
export function boxOf(row: string): Box | undefined {
  const match = /^\[([ \txX])\](?=\s|$)/.exec(row);
  if (match) return { checked: match[1]?.toLowerCase() === "x", text: row.slice(3).trim(), gfm: true };
  const drawn = /^([☐☑☒⬜])\ufe0f?\s/u.exec(row);
  return drawn
    ? { checked: drawn[1] === "☑" || drawn[1] === "☒", text: row.slice(drawn[0].length).trim(), gfm: false }
    : undefined;
}

/** Rows that are all `**Name**: value`; undefined when one of them is not. */
export function allFacts(rows: string[]) {
  const facts = rows.map((row) => factOf(row));
  return facts.every((fact) => fact !== undefined) ? facts : undefined;
}
