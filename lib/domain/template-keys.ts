import type { ImportResult } from "./import-report";
import { takenKeys } from "./node-key";
import type { TemplateDocument } from "./template";
import { matchRows } from "./template-diff";
import { documentRows } from "./template-rows";

/**
 * An import of a changed file with the keys its template has already: a line that was reworded or moved keeps its key, so
 * that a run which is moved to the new version keeps what was done. New lines keep the keys they were given.
 */
export function adoptKeys(before: TemplateDocument, read: ImportResult): ImportResult {
  const taken = takenKeys(read.document);
  const renamed = new Map<string, string>();
  for (const [{ node: was }, { node: is }] of matchRows(documentRows(before), documentRows(read.document))) {
    if (!("key" in was && "key" in is) || was.key === is.key || taken.has(was.key)) continue;
    renamed.set(is.key, was.key);
    taken.add(was.key);
  }
  if (renamed.size === 0) return read;
  const to = (key: string) => renamed.get(key) ?? key;
  return {
    ...read,
    document: renameIn(read.document, to) as TemplateDocument,
    report: read.report.map((entry) => (entry.key === undefined ? entry : { ...entry, key: to(entry.key) })),
  };
}

const lists = new Set(["needs", "covers", "items", "after"]);

/** Keys where they name a node and where others refer to it. */
function renameIn(value: unknown, to: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renameIn(each, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (name === "key" && typeof each === "string") return [name, to(each)];
      if (lists.has(name) && Array.isArray(each))
        return [name, each.map((key) => (typeof key === "string" ? to(key) : key))];
      return [name, renameIn(each, to)];
    }),
  );
}
