/** A stretch of terminal text in one look; colours are names of the sixteen every terminal has. */
export type AnsiSpan = { text: string; colour: AnsiColour | null; bold: boolean };
export type AnsiColour = (typeof colours)[number];

const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

// CSI and OSC sequences, other escapes, and control characters but for tab and line feed.
const control =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /\u001b\[([0-?]{0,64})[ -/]{0,8}([@-~])|\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]?|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f\u0080-\u009f]/g;

/** Lines of a command's output as plain spans: colours are kept, whatever else a terminal would obey is dropped. */
export function ansiLines(text: string): AnsiSpan[][] {
  const lines: AnsiSpan[][] = [];
  let colour: AnsiColour | null = null;
  let bold = false;
  for (const raw of text.replaceAll("\r\n", "\n").split("\n")) {
    const spans: AnsiSpan[] = [];
    const add = (part: string) => part !== "" && spans.push({ text: part, colour, bold });
    // A progress bar writes its line again and again: what stood there last is what people saw.
    const line = raw.slice(raw.replace(/(?<!\r)\r+$/, "").lastIndexOf("\r") + 1);
    let from = 0;
    for (const match of line.matchAll(control)) {
      add(line.slice(from, match.index));
      from = match.index + match[0].length;
      if (match[2] === "m") ({ colour, bold } = look(match[1] ?? "", { colour, bold }));
    }
    add(line.slice(from));
    lines.push(spans);
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

/** Everything as one text without what a terminal would obey. */
export function plainText(text: string): string {
  return ansiLines(text).map(plainLine).join("\n");
}

/** The text of a line alone, to search and to copy. */
export function plainLine(spans: readonly AnsiSpan[]): string {
  return spans.map(({ text }) => text).join("");
}

type Look = Omit<AnsiSpan, "text">;

function look(parameters: string, before: Look): Look {
  let { colour, bold } = before;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) [colour, bold] = [null, false];
    else if (code === 1) bold = true;
    else if (code === 22) bold = false;
    else if (code === 39) colour = null;
    else if (code >= 30 && code <= 37) colour = colours[code - 30] ?? null;
    else if (code >= 90 && code <= 97) colour = colours[code - 90] ?? null;
    else if (code === 38 || code === 48) {
      // 256 and true colours are left at the text's own: legible in both themes is worth more than exact.
      if (code === 38) colour = null;
      at += codes[at + 1] === 5 ? 2 : 4;
    }
  }
  return { colour, bold };
}

export type Match = { line: number; from: number; to: number };

/** Where a text stands in lines, without regard to case; at most `limit`. */
export function findInLines(lines: readonly string[], asked: string, limit = 2000): Match[] {
  const found: Match[] = [];
  const needle = asked.toLowerCase();
  if (needle === "") return found;
  for (const [line, text] of lines.entries()) {
    const low = text.toLowerCase();
    // A few letters change their length in lower case: better no match than one beside the text.
    if (low.length !== text.length) continue;
    for (let from = low.indexOf(needle); from >= 0; from = low.indexOf(needle, from + needle.length)) {
      found.push({ line, from, to: from + needle.length });
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** Cuts spans so that matches are spans of their own; `current` is the match that was jumped to. */
export function markSpans(
  spans: readonly AnsiSpan[],
  matches: readonly Match[],
  current: Match | null,
): (AnsiSpan & { mark: "match" | "current" | null })[] {
  const marked: (AnsiSpan & { mark: "match" | "current" | null })[] = [];
  let at = 0;
  for (const span of spans) {
    const end = at + span.text.length;
    const cuts = [at, end, ...matches.flatMap(({ from, to }) => [from, to])].filter((cut) => cut >= at && cut <= end);
    const edges = [...new Set(cuts)].sort((a, b) => a - b);
    for (const [n, from] of edges.entries()) {
      const to = edges[n + 1];
      if (to === undefined) break;
      const match = matches.find((each) => each.from <= from && to <= each.to);
      const mark = match ? (match === current ? "current" : "match") : null;
      marked.push({ ...span, text: span.text.slice(from - at, to - at), mark });
    }
    at = end;
  }
  return marked;
}
