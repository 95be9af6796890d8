import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";

/**
 * The Markdown a document given as data is written as. It must read back as the same document but for line numbers:
 * refused with the path of what can't be written, e.g. a title of two lines or a key that stands twice.
 */
export function documentSource(document: TemplateDocument): Result<string> {
  const markdown = exportTemplate(document);
  const again = importMarkdown(markdown);
  if (!again.ok) return refuse("invalid_input", again.problems[0]?.message ?? "It can't be read.", again);
  const path = firstDifference(document, again.value.document);
  if (path === undefined) return accept(markdown);
  const message =
    "This can't be written in Markdown and read back. Look for keys used twice, line breaks in titles and blanks at the ends.";
  const problems: Problem[] = [{ path, message }];
  return refuse("invalid_input", `${path}: ${message}`, { problems });
}

/** Path of the first value that differs, `lines` aside; undefined when nothing does. */
function firstDifference(a: unknown, b: unknown): string | undefined {
  if (!isHolder(a) || !isHolder(b) || Array.isArray(a) !== Array.isArray(b)) return a === b ? undefined : "";
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  names.delete("lines");
  for (const name of names) {
    if (a[name] === undefined && b[name] === undefined) continue;
    const below = firstDifference(a[name], b[name]);
    if (below !== undefined) return below === "" ? name : `${name}.${below}`;
  }
  return undefined;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
