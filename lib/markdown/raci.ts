import type { Content, Item, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Note } from "@/lib/domain/template-leaves";
import { parseBlocks } from "./block-parser";
import { tableCells } from "./block-starts";
import type { Draft } from "./draft";
import { plainTitle } from "./inline";
import { cleanRole } from "./role";
import { shorten } from "./shorten";
import { likeness, wordsOf } from "./title-words";

type Owned = { node: Phase | Section | Item; words: string[] };
type Duty = { name: string; role: string; line: number };

const letters = /^(?:[RACI](?:\s?[/,+&]\s?[RACI]){0,3}|[-–—]?)$/;
const likeEnough = 0.6;
const mostComparisons = 100_000;

/** Tables of who is responsible (R) and accountable (A): the role under R owns the part or item the row names. */
export function readDuties(draft: Draft, document: TemplateDocument): void {
  const owned: Owned[] = [];
  const notes: Note[] = [];
  for (const phase of document.phases) if (phase.kind === "phase") collect(phase, owned, notes);
  let left = mostComparisons;
  for (const duty of notes.flatMap(dutiesOf)) {
    left -= owned.length;
    if (left < 0) return;
    give(draft, duty, owned);
  }
}

function collect(node: Phase | Section | Item, owned: Owned[], notes: Note[]): void {
  owned.push({ node, words: wordsOf(node.title) });
  for (const each of node.content) {
    if (each.kind === "section" || each.kind === "item") collect(each, owned, notes);
    if (each.kind === "note" && isTable(each)) notes.push(each);
  }
}

function isTable({ markdown }: Note & Content): boolean {
  return markdown.startsWith("|") && /\|\s?\**[RA]\b/.test(markdown);
}

/** Rows in which exactly one column says R, or, where none does, exactly one says A. */
function dutiesOf(note: Note): Duty[] {
  const parsed = parseBlocks(note.markdown.split("\n"));
  const table = "tooDeep" in parsed ? undefined : parsed.blocks[0];
  if (table?.type !== "table") return [];
  const rows = table.rows.map((row) => tableCells(row).map((cell) => plainTitle(cell)));
  const [header = [], , ...body] = rows;
  if (header.length < 3 || !body.every((cells) => cells.slice(1).every((cell) => letters.test(cell)))) return [];
  return body.flatMap((cells, at): Duty[] => {
    const said = (letter: string) =>
      header.flatMap((role, column) => (column > 0 && cells[column]?.includes(letter) ? [role] : []));
    const [role, ...others] = said("R").length > 0 ? said("R") : said("A");
    const name = cells[0] ?? "";
    if (role === undefined || role === "" || others.length > 0 || name === "") return [];
    return [{ name, role: cleanRole(role), line: (note.lines?.[0] ?? 1) + at + 2 }];
  });
}

/** To what the row names, if one title is like it and no other as much. */
function give(draft: Draft, { name, role, line }: Duty, owned: Owned[]): void {
  const words = wordsOf(name);
  const found = owned
    .map(({ node, words: own }) => ({ node, score: likeness(words, own) }))
    .filter(({ score }) => score >= likeEnough)
    .sort((a, b) => b.score - a.score);
  const [best, next] = found;
  if (!best || (next && next.score === best.score) || best.node.owner !== undefined) return;
  best.node.owner = shorten(role, 120);
  draft.guess(best.node, "owner_duty", `line ${line}`);
  draft.remark([line, line], { note: shorten(`${role} owns "${plainTitle(best.node.title)}"`, 300) });
}
