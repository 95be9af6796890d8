import { canonicalJson } from "./canonical-json";
import type { TemplateDocument } from "./template";
import type { AnyNode } from "./template-path";
import { type DocumentRow, documentRows } from "./template-rows";

/** One field of a node that says something else now; values as people read them, "" for none. */
export type FieldChange = { field: string; before: string; after: string };

/** A node in one version and the other. `moved`: it stands below something else, or in another order than its neighbours. */
export type NodeDiff = {
  what: "same" | "added" | "removed" | "changed";
  moved: boolean;
  before: DocumentRow | null;
  after: DocumentRow | null;
  fields: FieldChange[];
};

export type TemplateDiff = {
  /** In the order of the newer document, what was removed where it stood. */
  nodes: NodeDiff[];
  /** Title and facts. */
  about: FieldChange[];
  added: number;
  removed: number;
  changed: number;
  moved: number;
};

/** What changed from one document to another. Nodes are matched by key, then by their words, then by likeness. */
export function diffTemplates(before: TemplateDocument, after: TemplateDocument): TemplateDiff {
  const old = documentRows(before);
  const now = documentRows(after);
  const match = matchRows(old, now);
  const back = new Map([...match].map(([a, b]) => [b, a]));
  const moved = movedRows(now, back);
  const nodes: NodeDiff[] = [];
  const gone = old.filter((row) => !match.has(row));
  const place = new Map(old.map((row, at) => [row, at]));
  let next = 0;
  const passRemoved = (upTo: number) => {
    for (let row = gone[next]; row && (place.get(row) ?? 0) < upTo; row = gone[next]) {
      nodes.push({ what: "removed", moved: false, before: row, after: null, fields: [] });
      next += 1;
    }
  };
  let last = -1;
  for (const row of now) {
    const from = back.get(row);
    if (!from) {
      // What came in place of something stands below it.
      for (; gone[next] && gone[next] === old[last + 1]; last += 1) passRemoved(last + 2);
      nodes.push({ what: "added", moved: false, before: null, after: row, fields: [] });
      continue;
    }
    const isMoved = moved.has(row);
    if (!isMoved) {
      last = place.get(from) ?? -1;
      passRemoved(last);
    }
    const fields = changedFields(from.node, row.node);
    nodes.push({ what: fields.length > 0 ? "changed" : "same", moved: isMoved, before: from, after: row, fields });
  }
  passRemoved(old.length);
  const many = (test: (node: NodeDiff) => boolean) => nodes.filter(test).length;
  return {
    nodes,
    about: changedAbout(before, after),
    added: many(({ what }) => what === "added"),
    removed: many(({ what }) => what === "removed"),
    changed: many(({ what }) => what === "changed"),
    moved: many((node) => node.moved),
  };
}

/** Below this share of common pairs of letters two texts are two things. */
const alike = 0.5;
/** More left over than this on each side isn't compared pair by pair. */
const mostCompared = 400;

/** Rows of one document that are the same ones in another: by key, then by words, then by likeness. */
export function matchRows(old: readonly DocumentRow[], now: readonly DocumentRow[]): Map<DocumentRow, DocumentRow> {
  const match = new Map<DocumentRow, DocumentRow>();
  const taken = new Set<DocumentRow>();
  const pair = (a: DocumentRow, b: DocumentRow | undefined) => {
    if (!b || taken.has(b) || match.has(a)) return;
    match.set(a, b);
    taken.add(b);
  };
  const byKey = new Map(now.flatMap((row) => ("key" in row.node ? [[row.node.key, row] as const] : [])));
  for (const row of old) if ("key" in row.node) pair(row, byKey.get(row.node.key));
  const byWords = new Map<string, DocumentRow[]>();
  for (const row of now) {
    if (taken.has(row)) continue;
    const words = `${row.node.kind} ${textOf(row.node)}`;
    byWords.set(words, [...(byWords.get(words) ?? []), row]);
  }
  for (const row of old)
    if (!match.has(row))
      pair(
        row,
        byWords.get(`${row.node.kind} ${textOf(row.node)}`)?.find((each) => !taken.has(each)),
      );
  const left = old.filter((row) => !match.has(row)).slice(0, mostCompared);
  const right = now.filter((row) => !taken.has(row)).slice(0, mostCompared);
  const pairs = left.flatMap((a) =>
    right.flatMap((b) => {
      const likeness = a.node.kind === b.node.kind ? likenessOf(textOf(a.node), textOf(b.node)) : 0;
      return likeness >= alike ? [{ a, b, likeness }] : [];
    }),
  );
  for (const { a, b } of pairs.sort((x, y) => y.likeness - x.likeness)) pair(a, b);
  return match;
}

/** Share of pairs of neighbouring letters that two texts have in common, 0 to 1. */
function likenessOf(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0;
  const counts = new Map<string, number>();
  for (let at = 0; at < a.length - 1; at += 1)
    counts.set(a.slice(at, at + 2), (counts.get(a.slice(at, at + 2)) ?? 0) + 1);
  let common = 0;
  for (let at = 0; at < b.length - 1; at += 1) {
    const left = counts.get(b.slice(at, at + 2)) ?? 0;
    if (left === 0) continue;
    counts.set(b.slice(at, at + 2), left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length - 2);
}

/** The words a node is known by. */
export function textOf(node: AnyNode): string {
  switch (node.kind) {
    case "note":
    case "reference":
      return node.markdown;
    case "code":
      return node.text;
    case "contact":
      return `${node.name}: ${node.channel}`;
    case "fact":
      return `${node.name}: ${node.value}`;
    default:
      return node.title;
  }
}

/** Rows whose parent is another one, and the fewest among neighbours that explain a changed order. */
function movedRows(now: readonly DocumentRow[], back: ReadonlyMap<DocumentRow, DocumentRow>): Set<DocumentRow> {
  const moved = new Set<DocumentRow>();
  const families = new Map<string, { row: DocumentRow; at: number }[]>();
  const nowAt = new Map(now.map((row) => [row.path.join(), row]));
  const oldParent = new Map([...back.values()].map((row) => [row.path.join(), row]));
  for (const [row, from] of back) {
    const parent = nowAt.get(row.path.slice(0, -1).join());
    const before = oldParent.get(from.path.slice(0, -1).join());
    if ((parent && back.get(parent)) !== before) moved.add(row);
    else {
      const family = from.path.slice(0, -1).join();
      families.set(family, [...(families.get(family) ?? []), { row, at: from.path.at(-1) ?? 0 }]);
    }
  }
  for (const family of families.values()) {
    family.sort((a, b) => (a.row.path.at(-1) ?? 0) - (b.row.path.at(-1) ?? 0));
    const kept = risingRun(family.map(({ at }) => at));
    for (const [index, { row }] of family.entries()) if (!kept.has(index)) moved.add(row);
  }
  return moved;
}

/** Places of a longest rising subsequence. */
function risingRun(numbers: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    while (low < ends.length && (numbers[ends[low] ?? 0] ?? 0) < number) low += 1;
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}

/** Where a node stood in its file says nothing, and what stands in it has a row of its own. */
const apart = new Set(["lines", "content", "kind"]);

function changedFields(before: AnyNode, after: AnyNode): FieldChange[] {
  const a = new Map(Object.entries(before));
  const b = new Map(Object.entries(after));
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((field) => {
    const [was, is] = [valueText(a.get(field)), valueText(b.get(field))];
    return apart.has(field) || was === is ? [] : [{ field, before: was, after: is }];
  });
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (value === true) return "yes";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each !== "object")) return value.join(", ");
  if (Array.isArray(value)) return value.map(partText).join("\n");
  return partText(value);
}

/** `title: …, roles: …` of an option, a sign-off or an expectation. */
function partText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .filter(([name, each]) => name !== "lines" && name !== "key" && each !== undefined)
    .map(([name, each]) => `${name}: ${typeof each === "object" ? canonicalJson(each) : String(each)}`)
    .join(", ");
}

function changedAbout(before: TemplateDocument, after: TemplateDocument): FieldChange[] {
  const found: FieldChange[] = [];
  if (before.title !== after.title) found.push({ field: "title", before: before.title, after: after.title });
  const facts = (document: TemplateDocument) => new Map(document.metadata.map(({ name, value }) => [name, value]));
  const [a, b] = [facts(before), facts(after)];
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [was = "", is = ""] = [a.get(name), b.get(name)];
    if (was !== is) found.push({ field: name, before: was, after: is });
  }
  const intro = (document: TemplateDocument) =>
    document.intro.map((part) => (part.kind === "note" ? part.markdown : part.text)).join("\n\n");
  if (intro(before) !== intro(after)) found.push({ field: "introduction", before: intro(before), after: intro(after) });
  return found;
}
