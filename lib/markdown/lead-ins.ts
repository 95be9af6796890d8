import type { Block } from "./block";
import { readCode } from "./code-kind";
import { boldLine, factOf, plainTitle } from "./inline";
import { announcesSignoffs } from "./signoff-rows";

const generic =
  /^(?:action items?|actions?|steps?|tasks?|to-?dos?|checklist|items?|checks|details|description|procedure|process|what to do|subtasks?)$/i;
const notHeading =
  /^(?:timeline|date|time|when|where|who|note|notes|warning|caution|important|tip|info|status|goal|objective|purpose|owner|duration|estimated time|references?|see also|decision|example|examples)\b/i;
const ranked = /^(?:phase|stage|part|day|week|month|hour)\s+[\divx]+\b(?!\+)/i;

/** A paragraph of one bold line, which stands like a heading over what follows. */
export function leadIn(block: Block | undefined): { title: string; rank: 1 | 2 } | undefined {
  if (block?.type !== "paragraph" || block.rows.length !== 1) return undefined;
  const bold = boldLine(block.rows[0] ?? "");
  if (!bold || /_{3,}/.test(bold.title)) return undefined;
  return {
    title: bold.tail === "" ? bold.title : `${bold.title} ${bold.tail}`.replace(/:$/, ""),
    rank: ranked.test(bold.title) ? 1 : 2,
  };
}

/** What a bold line at `at` is for what follows it: a section of its own, the purpose of the next fenced block, or a remark. */
export function leadInRole(
  blocks: Block[],
  at: number,
  title: string,
  rank: 1 | 2,
  boxless = false,
): "section" | "purpose" | "remark" {
  const plain = plainTitle(title);
  const sentence = /[.!]$/.test(plain) && plain.split(/\s/).length > 5;
  const label = !generic.test(plain) && !notHeading.test(plain) && plain.length <= 160 && !sentence;
  if (label && boxless && blocks[at + 1]?.type === "list" && plain.split(/\s/).length <= 8) return "section";
  if (label && (introducesBoxes(blocks, at + 1, rank) || introducesHands(blocks, at + 1, plain))) return "section";
  return introducesCode(blocks, at) ? "purpose" : "remark";
}

/** True when a fenced block follows; a note that is written as one has no purpose. */
export function introducesCode(blocks: Block[], at: number): boolean {
  const next = blocks[at + 1];
  return next?.type === "code" && next.fenced && !readCode(next).note;
}

/** "**Sign-off**" over lines to sign on, with a sentence or two between them. */
function introducesHands(blocks: Block[], from: number, title: string): boolean {
  if (!announcesSignoffs(title)) return false;
  const rest = blocks.slice(from, from + 3);
  const end = rest.findIndex((block) => block.type !== "paragraph" || leadIn(block) !== undefined);
  const below = end < 0 ? rest : rest.slice(0, end);
  return below.some((block) => block.type === "paragraph" && block.rows.some((row) => /_{3,}/.test(row)));
}

function introducesBoxes(blocks: Block[], from: number, rank: 1 | 2): boolean {
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block || block.type === "heading" || block.type === "rule") return false;
    const bold = leadIn(block);
    if (bold && bold.rank <= rank && !notHeading.test(bold.title)) return false;
    if (block.type === "list" && block.entries.some((entry) => hasBox(entry.blocks))) return true;
    if (block.type === "paragraph" && !bold && boxOf(block.rows[0] ?? "")) return true;
  }
  return false;
}

/** True when an entry is a task or holds one. */
export function hasBox(blocks: Block[]): boolean {
  return blocks.some((block, at) => {
    if (at === 0 && block.type === "paragraph" && boxOf(block.rows[0] ?? "")) return true;
    if (block.type === "list")
      return block.entries.some(
        ({ blocks: inside }) =>
          hasBox(inside) || (inside[0]?.type === "paragraph" && inside[0].rows.some((row) => boxOf(row.trim()))),
      );
    return block.type === "quote" && hasBox(block.blocks);
  });
}

export type Box = { checked: boolean; text: string; gfm: boolean };

/** `[ ] text`, `[x] text` (GFM), or a box drawn in another way: ☐ ☑ ⬜, `[]`, `[-]`, `( )`, `［　］`, an HTML checkbox. */
export function boxOf(row: string): Box | undefined {
  const match = /^\[([ \txX])\](?=\s|$)/.exec(row);
  if (match) return { checked: match[1]?.toLowerCase() === "x", text: row.slice(3).trim(), gfm: true };
  return looseBox(row) ?? drawnBox(row) ?? htmlBox(row);
}

const oneOf =
  /^(?:yes|no|no-?\s?go|go|pass(?:ed)?|fail(?:ed)?|approved?|rejected?|n\/a|ok|open|done|low|medium|high)$/i;

/** `[ ] DNS set · [ ] cache warm`: each box with its words; undefined for a row with one box, or with boxes to choose between. */
export function boxesOf(row: string): string[] | undefined {
  if (row.length > 2000 || !/^\[[ xX]\]\s/.test(row)) return undefined;
  const parts = row.split(/\s?[·•|;,]\s{1,3}(?=\[[ xX]\]\s)/u).map((part) => part.trim());
  const words = parts.map((part) => plainTitle(part.slice(3)));
  const whole = words.every((text) => text !== "" && !oneOf.test(text) && !/\[[ xX]\]\s/.test(text));
  return parts.length > 1 && whole ? parts : undefined;
}

function looseBox(row: string): Box | undefined {
  const match =
    /^(?:[-*+]\[([ xX])\]|\\\[([ xX])\\?\])(?=\s\S)/.exec(row) ??
    /^(?:\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}[.)])\s{1,3}\[([ xX])\](?=\s\S)/.exec(row) ??
    /^[[［](\s{0,3}|[-~/xX✓✔✅☑])\s?[\]］](?=\s\S)/u.exec(row) ??
    /^\[([ xX])\](?=[\p{L}\p{N}*`"])/u.exec(row) ??
    /^\((\s|[xX])\)(?=\s\S)/.exec(row);
  if (!match) return undefined;
  const mark = match.slice(1).find((each) => each !== undefined) ?? "";
  return { checked: /[xX✓✔✅☑]/u.test(mark), text: row.slice(match[0].length).trim(), gfm: false };
}

function drawnBox(row: string): Box | undefined {
  const drawn = /^([☐☑☒⬜🔲🔳◻◽⬛▢□■○✔])\ufe0f?\s?(?=\S)/u.exec(row);
  return drawn
    ? { checked: /[☑☒■✔]/u.test(drawn[1] ?? ""), text: row.slice(drawn[0].length).trim(), gfm: false }
    : undefined;
}

function htmlBox(row: string): Box | undefined {
  const match = /^<input\s([^<>]{0,200})>\s{0,3}(?=\S)/i.exec(row);
  if (!match || !/\btype\s?=\s?["']?checkbox\b/i.test(match[1] ?? "")) return undefined;
  const text = row
    .slice(match[0].length)
    .replace(/<\/?(?:br|li|p|label|div)\s?\/?>/gi, " ")
    .trim();
  return text === "" ? undefined : { checked: /\bchecked\b/i.test(match[1] ?? ""), text, gfm: false };
}

/** `✅ text` and `❌ text`: boxes only where the document draws all of its boxes so. */
export function markOf(row: string): Box | undefined {
  const drawn = /^([✅❌✖✗✓])\ufe0f?\s?(?=\S)/u.exec(row);
  return drawn
    ? { checked: /[✅✓]/u.test(drawn[1] ?? ""), text: row.slice(drawn[0].length).trim(), gfm: false }
    : undefined;
}

/** A short line that ends in a colon right above a list of tasks: "Infrastructure:", "T-4h: Begin cutover". */
export function labelOf(block: Block | undefined, next: Block | undefined): string | undefined {
  if (block?.type !== "paragraph" || block.rows.length !== 1 || next?.type !== "list") return undefined;
  const row = (block.rows[0] ?? "").trim();
  if (row.length > 60 || row.startsWith("**") || boxOf(row) || !hasBox([next])) return undefined;
  const timed = /^T\s?[-+]\s?\d{1,3}\s?[mhdw]\b/i.test(row);
  const label = /^[^.!?:：]{2,50}[:：]$/u.test(row) && row.split(/\s/).length <= 5 && /^[\p{Lu}\p{Lo}\p{N}]/u.test(row);
  const step =
    /^(?:step|schritt|étape|etape|paso|passo|passaggio|шаг|步骤|ステップ|手順)\s?\d{1,2}\s?[:：.–—-]\s?\S/iu.test(row);
  return timed || label || step ? row.replace(/\s?[:：]$/u, "") : undefined;
}

/** Rows that are all `**Name**: value`; undefined when one of them is not. */
export function allFacts(rows: string[]) {
  const facts = rows.map((row) => factOf(row));
  return facts.every((fact) => fact !== undefined) ? facts : undefined;
}
