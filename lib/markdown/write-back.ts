import type { Content, Item, Phase, TemplateDocument } from "@/lib/domain/template";
import type { Gate, Signoff } from "@/lib/domain/template-gate";
import type { Lines } from "@/lib/domain/template-node";
import { readFrontMatter } from "./front-matter";
import { boxesIn, opensWithBox, setBox } from "./write-back-boxes";
import { addedMark, statusBlock, statusRange, withoutMarks } from "./write-back-marks";
import { type Signed, signedWords, signLine } from "./write-back-signatures";

/** What a run says of an item: its box, words for what a box can't say, and who and when for lines that ask for it. */
export type ItemMark = {
  ticked: boolean;
  words?: string | undefined;
  who?: string | undefined;
  when?: string | undefined;
};
/** What stands in a sign-off's line; `ticked` once nobody has to sign any more, `roles` those whose signature counts. */
export type SignoffMark = {
  ticked: boolean;
  roles: readonly string[];
  signatures: Signed[];
};

export type WriteBack = {
  item: (item: Item) => ItemMark;
  signoff: (signoff: Signoff) => SignoffMark;
  /** Markdown rows of the status that goes on top. */
  status: readonly string[];
};

type Line = { text: string; end: string };

/**
 * The source of a document with a run written into it: boxes as the items stand, words where a box can't say it, signatures
 * on their lines, the status on top. Every other line stays as it is, byte for byte, and writing again replaces what was written.
 */
export function writeBack(source: string, document: TemplateDocument, marks: WriteBack): string {
  const mark = source.startsWith("\ufeff") ? "\ufeff" : "";
  const lines = splitLines(source.slice(mark.length));
  const before = statusRange(lines.map(({ text }) => text));
  for (const line of lines) line.text = withoutMarks(line.text);
  const seen = new Map<number, number>();
  for (const item of itemsOf(document)) writeItem(lines, item, marks.item(item), seen);
  for (const gate of gatesOf(document)) writeGate(lines, gate, marks);
  const kept = before ? lines.filter((_, at) => at < before[0] || at > before[1]) : lines;
  const end = lines[0]?.end || "\n";
  const front = readFrontMatter(kept.map(({ text }) => text))?.lines[1] ?? 0;
  const status = statusBlock(marks.status).map((text) => ({ text, end }));
  const top = kept.slice(0, front);
  return mark + [...top, ...status, ...kept.slice(front)].map(({ text, end: last }) => text + last).join("");
}

/** Lines with how each of them ends, as the import counts them. */
function splitLines(text: string): Line[] {
  const lines = Array.from(text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g), ([, line = "", end = ""]) => ({
    text: line,
    end,
  }));
  const last = lines.at(-1);
  if (last && last.text === "" && last.end === "") lines.pop();
  return lines;
}

/** `seen` counts the boxes of a line that earlier items have taken. */
function writeItem(lines: Line[], item: Item, mark: ItemMark, seen: Map<number, number>): void {
  if (!item.lines) return;
  const [first, last] = item.lines;
  const line = lines[first - 1];
  const nth = seen.get(first) ?? 0;
  if (!line) return;
  // A box that stands among the words of its title is one of them: ticked, it would be another item.
  const worded = !opensWithBox(line.text) && boxesIn(line.text) <= nth + boxesIn(item.title);
  const boxed = worded ? null : setBox(line.text, nth, mark.ticked);
  if (boxed === null) {
    writeUnboxed(lines, item, item.lines, mark);
    return;
  }
  seen.set(first, nth + 1);
  line.text = boxed;
  for (let at = first; at <= last; at += 1) {
    const own = lines[at - 1];
    if (own && mark.who && mark.when) own.text = signLine(own.text, [{ words: mark.who, when: mark.when }]) ?? own.text;
  }
  const end = lines[last - 1];
  if (end && mark.words) end.text = append(end.text, mark.words);
}

/** A step without a box says in words that it passed, too. Inside a command nothing is written: somebody may paste it. */
function writeUnboxed(lines: Line[], item: Item, [first, last]: Lines, mark: ItemMark): void {
  const inCommand = item.content.some(({ lines: own }) => own && own[0] <= last && own[1] >= first);
  const end = lines[last - 1];
  const words = mark.words ?? (mark.ticked && mark.who && mark.when && `**Passed** (${mark.who}, ${mark.when})`);
  if (end && words && !inCommand) end.text = append(end.text, words);
}

function writeGate(lines: Line[], gate: Gate, marks: WriteBack): void {
  const starts = gate.signoffs.flatMap((signoff) => signoff.lines?.[0] ?? []);
  for (const signoff of gate.signoffs) {
    if (!signoff.lines) continue;
    const next = starts.filter((at) => at > (signoff.lines?.[0] ?? 0)).sort((a, b) => a - b)[0];
    const last = next === undefined ? Math.max(signoff.lines[1], gate.lines?.[1] ?? 0) : next - 1;
    writeSignoff(lines, signoff, [signoff.lines[0], Math.max(signoff.lines[0], last)], marks.signoff(signoff));
  }
}

/** On the room that its lines leave, up to the next sign-off; without any, at the end of its first line. */
function writeSignoff(lines: Line[], signoff: Signoff, [from, to]: Lines, mark: SignoffMark): void {
  const { ticked, signatures } = mark;
  const first = lines[from - 1];
  if (!first) return;
  const each = signoff.roles.length > 1 && boxesIn(first.text) === signoff.roles.length;
  const boxes = each ? signoff.roles.map((role) => mark.roles.includes(role)) : [ticked];
  // Beside room to sign on, a box further in is part of the words.
  const ours = opensWithBox(first.text) || signLine(first.text, []) === null;
  for (const [nth, state] of ours ? boxes.entries() : []) first.text = setBox(first.text, nth, state) ?? first.text;
  if (signatures.length === 0) return;
  let written = false;
  for (let at = from; at <= to; at += 1) {
    const line = lines[at - 1];
    const text = line && signLine(line.text, signatures);
    if (!line || !text) continue;
    line.text = text;
    written = true;
  }
  if (!written) first.text = append(first.text, signedWords(signatures));
}

/** At the end of a line, before what ends it: blanks that break it, the bar of a table. */
function append(text: string, words: string): string {
  const tail = /(?:\s{0,20}\|)?\s{0,20}$/.exec(text.slice(-20))?.[0] ?? "";
  const at = text.length - (text.trimStart().startsWith("|") || tail.trim() === "" ? tail.length : 0);
  return text.slice(0, at) + addedMark(words) + text.slice(at);
}

function itemsOf(document: TemplateDocument): Item[] {
  const below = (node: Content | Phase): Item[] => [
    ...(node.kind === "item" ? [node] : []),
    ...("content" in node ? node.content.flatMap(below) : []),
  ];
  return document.phases.flatMap(below);
}

function gatesOf(document: TemplateDocument): Gate[] {
  const below = (node: Content | Phase): Gate[] =>
    node.kind === "gate" ? [node] : "content" in node ? node.content.flatMap(below) : [];
  return document.phases.flatMap(below);
}
