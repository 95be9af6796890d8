import { Buffer } from "node:buffer";
import { limits } from "@/lib/markdown/source-text";

/** Pieces that have brought Markdown parsers down, and those our own rules look for. */
export const hostilePieces = [
  "[",
  "]",
  "(",
  "![",
  "*a ",
  "_b ",
  "**",
  "`",
  "``",
  "> ",
  "- ",
  "1. ",
  "\t",
  " ",
  "\\",
  "<a ",
  "<!--",
  "<b>",
  "|",
  "|-",
  "{",
  '{a="',
  "{#",
  "#",
  "=",
  "-",
  "~~~",
  "```",
  "\n",
  "\r",
  "\r\n",
  "[ ] ",
  "____",
  "....",
  "Date:",
  "**A**: ",
  "P95 < ",
  "200ms ",
  "(5 minutes) ",
  "Every 4 hours ",
  "üö",
  "‚úÖ",
  "👩‍👩‍👧",
  "é",
  "\ud800",
  "\u2028",
  "\ufeff",
  "\u0000",
  "a",
  "1",
  "a/b or c ",
  "Option A: ",
  '"quoted" ',
  "Error rate >5% ",
  "- [ ] ",
  "  - [x] ",
  "## Phase 1: ",
  "### Sign-off\n",
  "Lead: ____ ",
  "| ☐ | a |\n",
  "---\n",
  "gonogo: 1\n",
  "> **A?** {gate asks=deploy}\n",
  "{severity=critical owner=@a}",
  "{{name}}",
  "{when=",
  "https://a:b@c ",
  "password=",
  "-----BEGIN PRIVATE KEY-----\n",
  "Rollback if ",
  "Jan 15, 2026 ",
  "6:30 AM ",
  "24 hours before ",
  "0.1% (first hour) ",
  "$(",
  "&amp;",
  "&#x0;",
  "</details>",
  "<details><summary>",
] as const;

/** One hostile input as bytes: pieces repeated and nested, as much as is read at all, Markdown with bytes flipped, or bytes of chance. */
export function hostileBytes(random: () => number): Uint8Array<ArrayBuffer> {
  const pick = (below: number) => Math.floor(random() * below);
  if (pick(400) === 0) return Uint8Array.from(Buffer.from(tall(pick), "utf8"));
  const kind = pick(20);
  if (kind === 0) return Uint8Array.from({ length: pick(600) }, () => pick(256));
  const text = kind === 1 ? longLine(pick) : kind === 2 ? deep(pick) : mixed(pick);
  const bytes = Uint8Array.from(Buffer.from(text, pick(30) === 0 ? "utf16le" : "utf8"));
  if (kind > 4 || bytes.length === 0) return bytes;
  for (let flips = pick(6); flips > 0; flips -= 1) bytes[pick(bytes.length)] = pick(256);
  return bytes;
}

type Pick = (below: number) => number;

function mixed(pick: Pick): string {
  const most = pick(25) === 0 ? 400 : 12;
  return Array.from({ length: pick(40) }, () => piece(pick).repeat(1 + pick(most))).join(pick(3) === 0 ? "\n" : "");
}

function longLine(pick: Pick): string {
  const each = piece(pick);
  return `${piece(pick)}${each.repeat(pick(Math.floor(48_000 / each.length)))}${piece(pick)}`;
}

/** About as many lines and bytes as an import may have: some of them have too many. */
function tall(pick: Pick): string {
  const part = Array.from(
    { length: 1 + pick(4) },
    () => `${piece(pick)}${piece(pick).repeat(1 + pick(4))}${piece(pick)}`,
  );
  const lines = limits.lines - 100 + pick(120);
  const text = `# T\n\n${`${part.join("\n")}\n`.repeat(Math.ceil(lines / part.length))}`;
  return text.slice(0, limits.bytes - 100 + pick(120));
}

function deep(pick: Pick): string {
  const opening = [piece(pick), piece(pick)].join("");
  return Array.from({ length: pick(120) }, (_, level) => `${"  ".repeat(level)}${opening}x`).join("\n");
}

function piece(pick: Pick): string {
  return hostilePieces[pick(hostilePieces.length)] ?? "";
}
