import type { Reference } from "./template-leaves";

const range = /\b(?:lines?|ll?\.)\s{0,2}\d{1,6}(?:\s{0,2}(?:-|–|—|to)\s{0,2}\d{1,6})?/i;

/** The reference with another target, in its text as well: what it points to is read from there. Every word stays. */
export function withTarget({ markdown, target }: Reference, next: string | undefined): Partial<Reference> {
  const to = next
    ?.trim()
    .replace(/[()\s<>]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
  if (!to) return { markdown: markdown.replace(/\[([^[\]]{0,400})\]\([^()\s]{0,2000}\)/, "$1"), target: undefined };
  if (target && markdown.includes(target)) return { markdown: markdown.replace(target, () => to), target: to };
  return { markdown: `[${markdown.replace(/[[\]]/g, "") || to}](${to})`, target: to };
}

/** The reference with other lines there; without `from` it names none. */
export function withRange(
  { markdown }: Reference,
  from: number | undefined,
  to: number | undefined,
): Partial<Reference> {
  if (from === undefined) return { markdown: withoutRange(markdown), range: undefined };
  const last = Math.max(from, to ?? from);
  const words = last === from ? `line ${from}` : `lines ${from}-${last}`;
  return {
    markdown: range.test(markdown) ? markdown.replace(range, words) : `${markdown}, ${words}`,
    range: [from, last],
  };
}

/** Without the lines it names, nor the brackets or the comma they stood in. */
function withoutRange(markdown: string): string {
  const found = range.exec(markdown);
  if (!found) return markdown;
  const before = markdown.slice(0, found.index).trimEnd();
  const after = markdown.slice(found.index + found[0].length);
  const bracketed = before.endsWith("(") && after.startsWith(")");
  if (bracketed) return before.slice(0, -1).trimEnd() + after.slice(1);
  return (before.endsWith(",") ? before.slice(0, -1) : before) + after;
}
