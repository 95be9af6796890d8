import type { Reference } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";

const link = /\[[^[\]]*\]\(([^()\s]{1,2000})\)/;
const address = /https?:\/\/[^\s<>)\]"'`]{1,1990}/i;
const coded = /`([^`\s]{1,400})`/;
const rangeOf = /\b(?:lines?|ll?\.)\s{0,2}(\d{1,6})(?:\s{0,2}(?:-|–|—|to)\s{0,2}(\d{1,6}))?/i;

/** What a line points to: the target of its link, an address or a path, and the lines it names there. */
export function referenceOf(markdown: string, lines: Lines): Reference {
  const target = link.exec(markdown)?.[1] ?? address.exec(markdown)?.[0] ?? coded.exec(markdown)?.[1];
  const match = rangeOf.exec(markdown);
  const from = Number(match?.[1] ?? 0);
  const to = Number(match?.[2] ?? from);
  return {
    kind: "reference",
    markdown,
    ...(target === undefined ? {} : { target }),
    ...(from > 0 && to >= from ? { range: [from, to] } : {}),
    lines,
  };
}
