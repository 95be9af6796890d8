import type { Item, Section } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import { splitGroup } from "./attribute-group";
import type { Block, Entry, Paragraph } from "./block";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { readAttributes, readItemAttributes } from "./group-attributes";
import { bareTitle, plainTitle } from "./inline";
import { readWords } from "./item-words";
import { boxOf, markOf } from "./lead-ins";
import { titleNote } from "./section-titles";
import { addSmallRow, smallRow } from "./small-rows";

/** Passed in by the outline, which reads what stands below an entry. */
export type AddBlocks = (draft: Draft, blocks: Block[], base: Holder[]) => void;

/** A plain entry over tasks groups them as a section does. */
export function addGroup(draft: Draft, stack: Holder[], entry: Entry, first: Paragraph, addBlocks: AddBlocks): void {
  const boxes = first.rows.findIndex((row, at) => at > 0 && !draft.strict && boxOf(row.trim()) !== undefined);
  const last = boxes < 0 ? first.rows.length : boxes;
  const lines: Lines = [first.lines[0], first.lines[0] + last - 1];
  const rest: Block[] =
    boxes < 0 ? [] : [{ ...first, rows: first.rows.slice(last), lines: [first.lines[0] + last, first.lines[1]] }];
  const text = first.rows
    .slice(0, last)
    .map((row) => row.trim())
    .join(" ");
  const node: Section = {
    kind: "section",
    key: "",
    title: bareTitle(text, "heading"),
    lines,
    content: [],
  };
  (stack.at(-1) as Holder).node.content.push(node);
  draft.claim(lines, "section", node, titleNote(text, node.title));
  if (!draft.strict) draft.guess(node, "heading_entry");
  addBlocks(draft, [...rest, ...entry.blocks.slice(1)], [...stack, { node, level: 7 }]);
}

/** A task with everything indented below it. */
export function addItem(draft: Draft, holder: Holder, entry: Entry, first: Paragraph, addBlocks: AddBlocks): Item {
  const rows = first.rows.map((row) => row.trim());
  const own = rows
    .slice(1)
    .findIndex(
      (row, at) => !draft.strict && (attributeOf(row) ?? boxOf(row) ?? (at === 0 && isRemark(rows[0] ?? "", row))),
    );
  const last = own < 0 ? rows.length : own + 1;
  const item = readItem(draft, rows.slice(0, last).join(" "), [first.lines[0], first.lines[0] + last - 1]);
  holder.node.content.push(item);
  const inside: Holder = { node: item, level: 0 };
  const rest: Block[] =
    last < rows.length ? [{ ...first, rows: rows.slice(last), lines: [first.lines[0] + last, first.lines[1]] }] : [];
  const [next] = rest;
  const beside = next?.type === "paragraph" && boxOf((next.rows[0] ?? "").trim()) !== undefined;
  if (beside) addBlocks(draft, rest, [holder]);
  addBlocks(draft, [...(beside ? [] : rest), ...entry.blocks.slice(1)], [inside]);
  return item;
}

/** A new sentence below a short title says more about it; a long one is only broken there. */
function isRemark(title: string, row: string): boolean {
  return (
    title.length <= 50 &&
    /^(?:\p{Lu}\p{L}|`|→|->|\*\*)/u.test(row) &&
    !/(?:[,;:(–—-]|\b(?:the|a|an|and|or|of|to|in|on|for|with|by|at|from|der|die|das|und|le|la|les|de|et|el|y|e|o))$/iu.test(
      title,
    )
  );
}

/** "22:30 Stop the queue", "06:30-07:00: call the desk". */
const leadingClock =
  /^((?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?:am|pm))?(?:\s?[-–]\s?(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?:am|pm))?)?)(?:\s[–—-]\s|\s?[:：]\s|\s)(?=\p{L})/iu;

function readItem(draft: Draft, row: string, lines: Lines): Item {
  const box = boxOf(row) ?? (draft.strict ? undefined : markOf(row)) ?? { checked: false, text: row };
  const { text, group } = splitGroup(box.text);
  const title = draft.strict ? text : bareTitle(text) || plainTitle(text);
  const item: Item = { kind: "item", key: "", title, lines, content: [] };
  if (box.checked) item.checked = true;
  if (!draft.strict) addWords(draft, item, text);
  if (group) {
    Object.assign(item, readAttributes(group), readItemAttributes(group));
    if (group.flags.has("optional")) item.optional = true;
  }
  draft.claim(lines, "item", item, titleNote(boxOf(row) ? box.text : row, title));
  const clock = draft.strict ? undefined : leadingClock.exec(title)?.[1];
  if (clock !== undefined && item.dated === undefined && item.due === undefined) {
    item.dated = clock;
    draft.guess(item, "due_words", clock);
  }
  const room = draft.strict ? undefined : smallRow(box.text, lines, false);
  if (room?.kind === "blank") addSmallRow(draft, { node: item, level: 0 }, room);
  return item;
}

/** What the words of an item say of its severity, time and owner. */
function addWords(draft: Draft, item: Item, text: string): void {
  const { reasons, ...said } = readWords(text);
  Object.assign(item, said);
  for (const reason of reasons) draft.guess(item, reason);
}

/** A line with a box in front that is no list entry. */
export function addBoxRow(draft: Draft, holder: Holder, row: string, lines: Lines): void {
  holder.node.content.push(readItem(draft, row, lines));
}
