const decoration =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3|\u2713|\u2717|\s)$/u;
const keptSigns = new Set(["©", "®", "™"]);
const numbering =
  /^(?:(?:phase|step|part|stage|section|sección|seção|sezione|abschnitt|раздел|schritt|teil|étape|etape|fase|paso|passo|passaggio|parte|этап|фаза|шаг|часть|阶段|步骤|フェーズ|ステップ|手順)(?:\s{0,3}(?:\d{1,3}(?:\.\d{1,3}){0,3}|[一二三四五六七八九十]{1,3})|\s{1,3}(?:[ivx]{1,5}|[a-z]))\s{0,3}[:：.)–—-]\s{0,3}|第\s?[\d一二三四五六七八九十]{1,3}\s?(?:阶段|步|部分|フェーズ|段階)\s{0,3}[:：.]?\s{0,3}|[一二三四五六七八九十]{1,3}[、．.]\s{0,3}|\d{1,3}(?:\.\d{1,3}){0,4}[.)、．]\s{0,3}(?<=[\s、．])|[a-z]\)\s{1,3})(?=\S)/iu;
/** `**1.1** Define the scope`. */
const boldNumber = /^\*\*\d{1,3}(?:\.\d{1,3}){1,4}[.)]?\*\*\s{1,3}(?=\S)/;
/** `1️⃣ `, `1️⃣0️⃣ `: a number drawn as a key. */
const keycaps = /^(?:\d\ufe0f?\u20e3\s{0,3}){1,3}[:：.)–—-]?\s{0,3}(?=\S)/u;
const headingNumber = /^\d{1,3}(?:\.\d{1,3}){1,4}\s{1,3}(?=\S)/;
const headingLetter = /^\p{Lu}\d{0,2}[.)]\s{1,3}(?=\S)/u;
const formattingTag =
  /<\/?(?:a|b|br|code|del|details|div|em|font|i|img|ins|kbd|mark|p|s|small|span|strong|sub|summary|sup|u)(?:\s[^<>]*)?\/?>/gi;

/** Inline Markdown as plain text: no emphasis, links as their text, code without its ticks. Placeholders like `<id>` stay. */
export function plainTitle(markdown: string): string {
  // Most titles have no markup, and every rule asks for them.
  if (!/[*_`~\\<[]|\s\s|[^\S ]/.test(markdown)) return markdown.trim();
  return markdown
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:\s"[^"()]*")?\)/g, "$1")
    .replace(formattingTag, " ")
    .replace(/`/g, "")
    .replace(/\*+|~~+|_+/g, (mark, at: number, whole: string) =>
      isEmphasis(mark, whole[at - 1], whole[at + mark.length]) ? "" : mark,
    )
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function isEmphasis(mark: string, before: string | undefined, after: string | undefined): boolean {
  if (before === "\\" || mark.length > 3) return false;
  const open = after !== undefined && !/\s/.test(after);
  const close = before !== undefined && !/\s/.test(before);
  if (mark[0] !== "_") return open || close;
  const word = /[\p{L}\p{N}]/u;
  return (
    (open && !(before !== undefined && word.test(before))) || (close && !(after !== undefined && word.test(after)))
  );
}

/** A title without its decoration: emoji at either end, numbering, bold around the whole, a colon at the end. */
export function bareTitle(markdown: string, of: "heading" | "item" = "item"): string {
  let title = markdown.trim();
  for (let pass = 0; pass < 4; pass += 1) {
    const before = title;
    title = keep(title, unbold(trimDecoration(title)));
    title = keep(title, title.replace(keycaps, "").replace(numbering, "").replace(boldNumber, ""));
    if (of === "heading") title = keep(title, title.replace(headingNumber, "").replace(headingLetter, ""));
    if (of === "heading" || before !== title) title = keep(title, title.replace(/\s?[:：]$/u, ""));
    if (title === before) break;
  }
  return title;
}

function keep(before: string, after: string): string {
  return after.trim() === "" ? before : after.trim();
}

/** Without emoji, tick marks and white space at either end; the text itself where nothing else would be left. */
export function trimDecoration(text: string): string {
  const chars = Array.from(text);
  let from = 0;
  let to = chars.length;
  const idle = (char: string | undefined) => char !== undefined && decoration.test(char) && !keptSigns.has(char);
  while (from < to && idle(chars[from])) from += 1;
  while (to > from && idle(chars[to - 1])) to -= 1;
  return from === to ? text.trim() : chars.slice(from, to).join("");
}

/** `**text**` or `__text__` around the whole, with or without a colon after it, as its text. */
export function unbold(text: string): string {
  const whole = /[:：]$/u.test(text) ? text.slice(0, -1) : text;
  for (const mark of ["**", "__"]) {
    const inner = whole.slice(2, -2);
    if (whole.length > 4 && whole.startsWith(mark) && whole.endsWith(mark) && !inner.includes(mark))
      return inner.trim();
  }
  return text;
}

export type BoldLine = { title: string; tail: string };

/** A line that is a bold title, perhaps with a colon and a short tail in brackets or a mark ("✅ RECOMMENDED"). */
export function boldLine(row: string): BoldLine | undefined {
  const text = trimDecoration(row);
  const mark = text.slice(0, 2);
  if (mark !== "**" && mark !== "__") return undefined;
  const end = text.indexOf(mark, 2);
  if (end < 3) return undefined;
  const title = text.slice(2, end).trim();
  const after = text.slice(end + 2).trim();
  const colon = /^[:：]/u.test(after);
  const tail = trimDecoration(colon ? after.slice(1) : after);
  const short =
    tail === "" || /^\([^()]*\):?$/.test(tail) || (!colon && !/[:：]$/u.test(title) && /^[A-Z ]{3,20}$/.test(tail));
  return short && title !== "" ? { title: title.replace(/\s?[:：]$/u, ""), tail } : undefined;
}

export type Fact = { name: string; value: string };

/** `**Name**: value`, `**Name:** value` or (with `plain`) `Name: value`; the value keeps its Markdown and is never empty. */
export function factOf(row: string, plain = false): Fact | undefined {
  const text = row.trim();
  const mark = text.slice(0, 2);
  if (mark === "**" || mark === "__") {
    const end = text.indexOf(mark, 2);
    if (end < 3) return undefined;
    const label = text.slice(2, end).trim();
    const after = text.slice(end + 2).trim();
    const inside = /[:：]$/u.test(label);
    if (!inside && !/^[:：]/u.test(after)) return undefined;
    const value = inside ? after : after.slice(1).trim();
    const name = inside ? label.slice(0, -1).trim() : label;
    return value === "" || name === "" ? undefined : { name, value };
  }
  const slanted = /^([*_])(?![*_\s])([^*_]{1,60})\1/.exec(text);
  if (slanted) {
    const label = (slanted[2] ?? "").trim();
    const after = text.slice(slanted[0].length).trim();
    const inside = /[:：]$/u.test(label);
    const value = inside ? after : after.slice(1).trim();
    const name = inside ? label.slice(0, -1).trim() : label;
    return (inside || /^[:：]/u.test(after)) && value !== "" && name !== "" ? { name, value } : undefined;
  }
  if (!plain) return undefined;
  const colon = text.search(/[:：]/u);
  if (colon < 1 || colon > 40) return undefined;
  const value = text.slice(colon + 1).trim();
  return value === "" ? undefined : { name: plainTitle(text.slice(0, colon)), value };
}

/** `Started: ____  Ended: ____`: each with its own room; the row itself where it is not all of that kind. */
export function splitRooms(row: string): string[] {
  if (row.length > 400) return [row];
  const parts = row.trim().split(/(?<=_{3})\s{1,8}(?=(?:\*\*)?\p{L})/u);
  const rooms = parts.every((part) => /^(?:\*\*)?\p{L}[^_:：|]{1,40}[:：](?:\*\*)?\s{0,4}_{3,}$/u.test(part));
  return parts.length > 1 && rooms ? parts : [row];
}

/** `**Status:** Draft • *Owner:* Ann | Due: Friday` in its parts; the row itself where they are not all of that kind. */
export function splitFacts(row: string): string[] {
  if (row.length > 600 || row.trimStart().startsWith("|")) return [row];
  const parts = row.split(/\s{1,4}[|•·]\s{1,4}/u).map((part) => part.trim());
  const named = parts.every((part) => {
    const fact = factOf(part, true);
    return fact && /\p{L}/u.test(fact.name) && fact.name.split(/\s/).length <= 4 && !/https?$/i.test(fact.name);
  });
  return parts.length > 1 && named ? parts : [row];
}
