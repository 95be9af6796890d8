import type { Item, Lines, Note, Section } from "@/lib/domain/template";
import { splitGroup } from "./attribute-group";
import type { Block, Entry, List, Paragraph } from "./block";
import { readDialectEntry } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { readAttributes, readItemAttributes } from "./group-attributes";
import { bareTitle, plainTitle } from "./inline";
import { boxOf, hasBox } from "./lead-ins";
import { titleNote } from "./section-titles";
import { addSignoffs, inSignoffBlock, readRows } from "./signoff-blocks";

type AddBlocks = (draft: Draft, blocks: Block[], base: Holder[]) => void;

/** Reads a list: tasks become items, attribute lines go to what they stand under, plain entries stay notes in place. */
export function addList(draft: Draft, list: List, stack: Holder[], addBlocks: AddBlocks): void {
  const holder = stack.at(-1) as Holder;
  const signoffs = draft.strict ? [] : signoffRows(list, stack);
  if (signoffs.some((row) => row?.row.is === "signoff")) {
    const found = signoffs.filter((row) => row !== undefined);
    addSignoffs(draft, stack, found);
  } else signoffs.length = 0;
  let plain: Entry[] = [];
  const flush = () => {
    if (plain.length > 0) addPlain(draft, holder, list, plain);
    plain = [];
  };
  list.entries.forEach((entry, at) => {
    if (signoffs[at]) {
      flush();
      addBlocks(draft, entry.blocks.slice(1), stack);
      return;
    }
    const first = entry.blocks[0];
    const row = first?.type === "paragraph" ? (first.rows[0] ?? "") : "";
    const box = first?.type === "paragraph" ? boxOf(row) : undefined;
    const dialect = box ? undefined : readDialectEntry(entry);
    if (first?.type === "paragraph" && box && (box.text !== "" || first.rows.length > 1 || draft.strict)) {
      flush();
      addItem(draft, holder, entry, first, addBlocks);
    } else if (dialect) {
      flush();
      holder.node.content.push(dialect);
      draft.claim(entry.lines, dialect.kind, dialect.kind === "trigger" ? dialect : holder.node);
    } else if (
      !draft.strict &&
      entry.blocks.length === 1 &&
      first?.type === "paragraph" &&
      first.rows.length === 1 &&
      attributeOf(row)
    ) {
      flush();
      Object.assign(holder.node, attributeOf(row));
      draft.claim(entry.lines, "attribute", holder.node, row);
    } else if (!draft.strict && first?.type === "paragraph" && hasBox(entry.blocks)) {
      flush();
      addGroup(draft, stack, entry, first, addBlocks);
    } else if (
      !draft.strict &&
      first?.type === "paragraph" &&
      entry.blocks.some((block) => block.type === "code" && block.fenced)
    ) {
      flush();
      addPlain(draft, holder, list, [entry], first.lines[1]);
      addBlocks(draft, entry.blocks.slice(1), stack);
    } else plain.push(entry);
  });
  flush();
}

function signoffRows(list: List, stack: Holder[]) {
  const rows = list.entries.map((entry) => {
    const first = entry.blocks[0];
    const row = first?.type === "paragraph" && first.rows.length === 1 ? (first.rows[0] ?? "") : "";
    return { text: boxOf(row)?.text ?? row, lines: entry.lines };
  });
  return readRows(rows, inSignoffBlock(stack));
}

/** Neighbouring plain entries as one note, up to line `last` where the rest is read by itself. */
function addPlain(
  draft: Draft,
  holder: Holder,
  list: List,
  entries: Entry[],
  last = entries.at(-1)?.lines[1] ?? 0,
): void {
  const lines: Lines = [entries[0]?.lines[0] ?? 0, last];
  const note: Note = { kind: "note", markdown: draft.source.markdown(lines, list.depth), lines };
  holder.node.content.push(note);
  draft.claim(lines, "note", holder.node);
}

/** A plain entry over tasks groups them as a section does. */
function addGroup(draft: Draft, stack: Holder[], entry: Entry, first: Paragraph, addBlocks: AddBlocks): void {
  const text = first.rows.map((row) => row.trim()).join(" ");
  const node: Section = {
    kind: "section",
    key: "",
    title: bareTitle(text, "heading"),
    lines: first.lines,
    content: [],
  };
  (stack.at(-1) as Holder).node.content.push(node);
  draft.claim(first.lines, "section", node, titleNote(text, node.title));
  addBlocks(draft, entry.blocks.slice(1), [...stack, { node, level: 7 }]);
}

function addItem(draft: Draft, holder: Holder, entry: Entry, first: Paragraph, addBlocks: AddBlocks): void {
  const rows = first.rows.map((row) => row.trim());
  const own = rows.slice(1).findIndex((row) => !draft.strict && attributeOf(row));
  const last = own < 0 ? rows.length : own + 1;
  const item = readItem(draft, rows.slice(0, last).join(" "), [first.lines[0], first.lines[0] + last - 1]);
  holder.node.content.push(item);
  const inside: Holder = { node: item, level: 0 };
  const rest: Block[] =
    last < rows.length ? [{ ...first, rows: rows.slice(last), lines: [first.lines[0] + last, first.lines[1]] }] : [];
  addBlocks(draft, [...rest, ...entry.blocks.slice(1)], [inside]);
}

function readItem(draft: Draft, row: string, lines: Lines): Item {
  const box = boxOf(row) ?? { checked: false, text: row };
  const { text, group } = splitGroup(box.text);
  const title = draft.strict ? text : bareTitle(text) || plainTitle(text);
  const item: Item = { kind: "item", key: "", title, lines, content: [] };
  if (box.checked) item.checked = true;
  if (!draft.strict && /\(optional\)|^optional:/i.test(plainTitle(title))) item.optional = true;
  if (group) {
    Object.assign(item, readAttributes(group), readItemAttributes(group));
    if (group.flags.has("optional")) item.optional = true;
  }
  draft.claim(lines, "item", item, titleNote(box.text, title));
  return item;
}

/** A line with a box in front that is no list entry. */
export function addBoxRow(draft: Draft, holder: Holder, row: string, lines: Lines): void {
  holder.node.content.push(readItem(draft, row, lines));
}
