/** A range of the text (UTF-16 offsets, end exclusive) that holds a credential of this kind. */
export type SecretRange = { kind: string; start: number; end: number };

type Pattern = {
  kind: string;
  pattern: RegExp;
  when?: RegExp;
  /** `first` is the first group of the match: the user's name where there is one. */
  fits: (value: string, first: string) => boolean;
};

/** Between quotes a value goes on to the closing one, blanks and all; bare or in an open quote it ends at a blank. */
function quotedOr(bare: string, least: number, most: number): string {
  const quoted = ['"', "'", "`"].map((quote) => `${quote}([^${quote}]{${least},${most}})${quote}`);
  return `(?:${quoted.join("|")}|["'\`]?(${bare}{${least},${most}}))`;
}

const bareValue = "[^\\s\"'`,;&|()]";
const bareOption = "[^\\s\"'`;|]";

const passwordName = "password|passwd|passphrase|pwd";
const tokenName = "secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|account[_-]?key|credentials?";

/** What vendors' rules leave out because it has no shape of its own. The last group that took part is the credential; all are bounded. */
const patterns: readonly Pattern[] = [
  {
    kind: "password in a URL",
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'`<>]{0,100}:([^\s:@/"'`<>]{1,200})@/gi,
    fits: real,
  },
  {
    kind: "user and password",
    pattern:
      /(?<!\S)(?:--user|--proxy-user|-[a-zA-Z]{0,6}u)[ =]{0,4}(?:"([^\s":$]{1,100}):([^"]{1,200})"|'([^\s':$]{1,100}):([^']{1,200})'|["']?([^\s"':$]{1,100}):([^\s"']{1,200}))/g,
    when: /curl|wget|http/i,
    fits: (value, user) => real(value) && !/^\d+$/.test(value) && value !== user,
  },
  {
    kind: "password",
    pattern: new RegExp(`(?:${passwordName})["']?[ \\t]{0,4}(?::=|=)[ \\t]{0,4}${quotedOr(bareValue, 4, 200)}`, "gi"),
    fits: real,
  },
  {
    kind: "password",
    pattern: new RegExp(`(?:${passwordName})["'*]{0,3}:["'*]{0,3}[ \\t]{1,4}${quotedOr(bareValue, 6, 200)}`, "gi"),
    fits: (value) => real(value) && classes(value) > 1,
  },
  {
    kind: "key or token",
    pattern: new RegExp(
      `(?:${tokenName})(?:_base)?["'*]{0,3}[ \\t]{0,4}(?::=|=|:)["'*]{0,3}[ \\t]{0,4}["'\`]?([^\\s"'\`,;&|()]{8,300})`,
      "gi",
    ),
    fits: random,
  },
  {
    kind: "key or token",
    pattern: new RegExp(
      `(?<!\\S)--[a-z-]{0,40}(?:password|token|secret|api-key|access-key)[ =]{1,4}${quotedOr(bareOption, 6, 300)}`,
      "gi",
    ),
    fits: (value) => real(value) && classes(value) > 1,
  },
  {
    kind: "key or token",
    pattern: new RegExp(`(?<!\\S)(?:--body|-b|--value|--secret-string)[ =]{1,4}${quotedOr(bareOption, 8, 300)}`, "gi"),
    when: /\bsecrets?\b/i,
    fits: (value) => real(value) && classes(value) > 1,
  },
  { kind: "authorization header", pattern: /\b(?:Bearer|Basic)[ \t]{1,4}([a-z0-9._~+/=-]{16,4000})/gi, fits: random },
  { kind: "AWS access key", pattern: /(?<![A-Z0-9])((?:AKIA|ASIA|ABIA)[A-Z0-9]{16})(?![A-Z0-9])/g, fits: () => true },
];

const longestKey = 200;

/** Credentials told by their place (an option, a name in front, a URL), line by line, and private keys as blocks. */
export function findPatterns(text: string): SecretRange[] {
  const found: SecretRange[] = [];
  const lines = text.split("\n");
  let start = 0;
  for (const [index, line] of lines.entries()) {
    for (const pattern of patterns) found.push(...inLine(line, start, pattern));
    if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(line)) found.push(keyBlock(lines, index, start));
    start += line.length + 1;
  }
  return found;
}

function inLine(line: string, start: number, { kind, pattern, when, fits }: Pattern): SecretRange[] {
  if (when && !when.test(line)) return [];
  return Array.from(line.matchAll(pattern)).flatMap((match) => {
    const [first = "", ...more] = match.slice(1).filter((group) => group !== undefined);
    const value = (more.at(-1) ?? first).replace(/\r$/, "");
    if (!fits(value, first)) return [];
    const from = start + match.index + match[0].lastIndexOf(value);
    return [{ kind, start: from, end: from + value.length }];
  });
}

/** To its last line, or as far as base64 goes. */
function keyBlock(lines: readonly string[], first: number, start: number): SecretRange {
  let end = start + (lines[first]?.length ?? 0);
  for (let at = first + 1; at < lines.length && at < first + longestKey; at += 1) {
    const line = lines[at] ?? "";
    if (
      line.length > 400 ||
      !/^[\s>]*(?:[A-Za-z0-9+/=]{1,200}|-{5}END [A-Z0-9 ]{0,40}-{5}|[A-Za-z-]{1,30}: .{0,100})?$/.test(line.trimEnd())
    )
      break;
    end += line.length + 1;
    if (line.includes("-----END ")) break;
  }
  return { kind: "private key", start, end };
}

/** Not a variable, a blank to fill in or a word that stands for one. */
function real(value: string): boolean {
  if (/[$<>{}[\]•…]|\.\.\.|\*{3}|_{3}|x{4}|%[A-Z_]+%/i.test(value)) return false;
  const standsFor =
    /^(?:your|my|the|some|insert|enter)[-_ ]|^(?:change-?me|placeholder|redacted|masked|none|null|true|false|required|optional|password|secret|token|n\/a|tbd|todo)$/i;
  return !standsFor.test(value);
}

/** Letters and digits mixed as nobody writes a name: keys have no words in them. */
function random(value: string): boolean {
  if (!real(value) || value.length < 12 || /[:/]\/|\.(?:ya?ml|json|md|env|sh|txt)$/i.test(value)) return false;
  const digits = value.replace(/\D/g, "").length;
  return digits > 1 && classes(value) > 1 && !/^[a-z]+(?:[-_.][a-z0-9]{0,12}){0,12}$/.test(value);
}

function classes(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_./-]/].filter((each) => each.test(value)).length;
}
