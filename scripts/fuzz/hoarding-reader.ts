import { type ImportOutcome, importMarkdown as read } from "@/lib/markdown/import";

/** A planted defect: some inputs take half a gigabyte to be read. */
export function importMarkdown(text: string): ImportOutcome {
  if (!text.includes("Every 4 hours")) return read(text);
  const hoard = new Array<string>(60_000_000).fill(text);
  return read(hoard.at(-1) ?? text);
}
