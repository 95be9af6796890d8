import type { Phase, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Code, Note } from "@/lib/domain/template-leaves";
import { splitGroup } from "./attribute-group";
import type { Block, Heading, List, Quote, Table } from "./block";
import { readCode } from "./code-kind";
import { readMeaning } from "./dialect-entries";
import { readDialectQuote } from "./dialect-nodes";
import { readVariables } from "./dialect-variables";
import type { Draft } from "./draft";
import { meaningOf } from "./fact-meaning";
import { factRowsOf } from "./fact-tables";
import { formRows } from "./form-lists";
import { type Fact, factOf, plainTitle, splitFacts } from "./inline";
import { allFacts } from "./lead-ins";

/** Reads what stands before the first phase: facts become metadata, the rest notes and code. */
export function addIntro(draft: Draft, document: TemplateDocument, blocks: Block[]): void {
  for (const block of blocks) {
    if (block.type === "rule") draft.claim(block.lines, "separator");
    else if (block.type === "heading") addHeadingFact(draft, document, block);
    else if (block.type === "code") document.intro.push(introCode(draft, block));
    else if (block.type === "quote" && readVariables(draft, document, block)) continue;
    else if (block.type === "quote" && addOpeningGate(draft, document, block)) continue;
    else if (block.type === "table" && !draft.strict && addFactTable(draft, document, block)) continue;
    else if (isMetadata(draft, document, block)) addMetadata(draft, document, block);
    else if (block.type === "list" && !draft.strict && addForm(draft, document, block)) continue;
    else document.intro.push(introNote(draft, block));
  }
}

/** A form before the first phase: its rows are facts about the document, what is more than one row stays a note. */
function addForm(draft: Draft, document: TemplateDocument, list: List): boolean {
  const rows = formRows(list, true);
  if (!rows) return false;
  for (const [at, row] of rows.entries()) {
    const entry = list.entries[at] ?? list;
    const { lines } = entry;
    if (!row) {
      draft.claim(lines, "note");
      document.intro.push({ kind: "note", markdown: draft.source.markdown(lines, list.depth), lines });
      continue;
    }
    const name = row.kind === "fact" ? row.name : row.title;
    const value = factOf("blocks" in entry ? entryRow(entry) : "", true)?.value ?? "";
    const meaning = row.kind === "fact" ? meaningOf(name, value) : { means: "blank" as const };
    document.metadata.push({ name, value, ...meaning, lines });
    draft.claim(lines, "metadata");
    guessMeaning(draft, document);
  }
  return true;
}

/** A table of facts before the first phase: facts about the document. */
function addFactTable(draft: Draft, document: TemplateDocument, table: Table): boolean {
  const found = factRowsOf(table);
  if (!found) return false;
  for (const { name, value, line } of found.rows) {
    const meaning = value.trim() === "" ? { means: "blank" as const } : meaningOf(name, value);
    document.metadata.push({ name, value, ...meaning, lines: [line, line] });
    draft.claim([line, line], "metadata");
    guessMeaning(draft, document);
  }
  draft.claim(table.lines, "metadata", undefined, found.header);
  return true;
}

/** A gate before the first phase. */
function addOpeningGate(draft: Draft, document: TemplateDocument, block: Quote): boolean {
  const found: Phase = { kind: "phase", key: "", title: document.title, content: [] };
  if (!readDialectQuote(draft, { node: found, level: 1 }, block)) return false;
  document.phases.push(...found.content.filter((each): each is Gate => each.kind === "gate"));
  return true;
}

function addHeadingFact(draft: Draft, document: TemplateDocument, heading: Heading): void {
  const fact = factOf(heading.text, true);
  if (fact) {
    const meaning = draft.strict ? {} : meaningOf(fact.name, fact.value);
    document.metadata.push({ name: plainTitle(fact.name), value: fact.value, ...meaning, lines: heading.lines });
    draft.claim(heading.lines, "metadata");
    guessMeaning(draft, document);
    return;
  }
  document.intro.push({
    kind: "note",
    markdown: `**${heading.text.replaceAll("**", "").trim()}**`,
    lines: heading.lines,
  });
  draft.claim(heading.lines, "note");
}

function introNote(draft: Draft, block: Block): Note {
  draft.claim(block.lines, "note");
  return { kind: "note", markdown: draft.source.markdown(block.lines, block.depth), lines: block.lines };
}

function introCode(draft: Draft, block: Extract<Block, { type: "code" }>): Code | Note {
  const { code, leftOver, note } = readCode(block);
  draft.claim(
    block.lines,
    note ? "note" : code.use === "command" ? "command" : "code",
    undefined,
    leftOver || undefined,
  );
  return note ? { kind: "note", markdown: code.text, lines: block.lines } : code;
}

/** Facts before the first phase; in the dialect only a list of them right below the title. */
function isMetadata(draft: Draft, document: TemplateDocument, block: Block): boolean {
  if (draft.strict)
    return (
      block.type === "list" &&
      document.metadata.length === 0 &&
      document.intro.length === 0 &&
      rowsOf(block, draft.strict) !== undefined
    );
  return rowsOf(block, draft.strict) !== undefined;
}

function rowsOf(block: Block, strict: boolean): (Fact & { line: number })[] | undefined {
  if (block.type !== "paragraph" && block.type !== "list") return undefined;
  const written = block.type === "paragraph" ? block.rows : block.entries.map(entryRow);
  const parts = written.map((row) => (strict ? [row] : splitFacts(row)));
  const rows = parts.flat();
  const origin = parts.flatMap((each, at) => each.map(() => at));
  const facts = strict
    ? allPairs(rows)
    : (allFacts(rows) ?? plainFacts(rows, rows.length > written.length, block.type === "paragraph"));
  const lineAt = (at: number) => (block.type === "list" ? (block.entries[at]?.lines[0] ?? 1) : block.lines[0] + at);
  return facts?.map((fact, at) => ({ ...fact, line: lineAt(origin[at] ?? 0) }));
}

const remark = /^(?:note|warning|tip|important|example|usage|see|todo|caution|hint|achtung|hinweis|nota|attention)$/i;

const aboutText =
  /^(?:date|(?:last )?(?:updated?|modified|reviewed|edited)|created|author|maintainers?|audience|project|product|service|application|release|datum|stand|fecha|date de .{2,20}|дата|更新日|作成日|最終更新日?|日期|更新时间|작성일)$/iu;

/** Rows `Name: value` without bold, of which at least one is a fact we know. */
function plainFacts(rows: string[], split: boolean, told: boolean): Fact[] | undefined {
  const facts = rows.map((row) => factOf(row, true));
  const short = facts.every((fact) => fact && fact.name.split(/\s/).length <= 4 && !remark.test(fact.name));
  const all = facts.filter((fact) => fact !== undefined);
  const sheet = told && rows.length > 1 && facts.every((fact) => fact && fact.value.length <= 120);
  const dated = told && facts.every((fact) => fact && aboutText.test(fact.name) && fact.value.length <= 120);
  return short && (split || sheet || dated || all.some(({ name, value }) => meaningOf(name, value).means !== undefined))
    ? all
    : undefined;
}

/** Rows as the dialect writes them, `**Name**: value` with a value that may be empty. */
function allPairs(rows: string[]): Fact[] | undefined {
  const pairs = rows.map((row) => /^\*\*(.+?)\*\*:(?: (.*))?$/su.exec(row));
  const facts = pairs.map((pair) => ({ name: pair?.[1] ?? "", value: pair?.[2] ?? "" }));
  return pairs.every((pair) => pair) ? facts : undefined;
}

function entryRow(entry: { blocks: Block[] }): string {
  const first = entry.blocks[0];
  return entry.blocks.length === 1 && first?.type === "paragraph" && first.rows.length === 1
    ? (first.rows[0] ?? "")
    : "";
}

/** Adds the facts of a paragraph or list to the metadata. */
export function addMetadata(draft: Draft, document: TemplateDocument, block: Block): void {
  for (const { name, value, line } of rowsOf(block, draft.strict) ?? []) {
    const { text, group } = draft.strict ? splitGroup(value) : { text: value };
    document.metadata.push({
      name: draft.strict ? name : plainTitle(name),
      value: text.trimEnd(),
      ...(group ? readMeaning(group) : draft.strict ? {} : meaningOf(name, value)),
      lines: [line, line],
    });
    draft.claim([line, line], "metadata");
    guessMeaning(draft, document);
  }
}

/** Says why the line read last means what it does. */
function guessMeaning(draft: Draft, document: TemplateDocument): void {
  const { means, lines } = document.metadata.at(-1) ?? {};
  if (!draft.strict && means !== undefined && lines) draft.guess({ metadata: lines }, "fact_name", means);
}
