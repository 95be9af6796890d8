/** A trailing `{#key flag name=value …}`, as it was written. */
export type Group = { key?: string; flags: Set<string>; values: Map<string, string[]> };

const flagNames = new Set([
  "optional",
  "gate",
  "signoff",
  "trigger",
  "contact",
  "choice",
  "recommended",
  "announcement",
  "note",
  "criterion",
  "reference",
  "fact",
  "blank",
  "either",
  "required",
  "variables",
]);
const valueNames = new Set([
  "about",
  "audience",
  "channel",
  "after",
  "not",
  "people",
  "ask",
  "checklist",
  "dated",
  "example",
  "from",
  "limit",
  "means",
  "target",
  "to",
  "topic",
  "upper",
  "variable",
  "age",
  "asks",
  "bound",
  "capture",
  "check",
  "confirm",
  "count",
  "covers",
  "decider",
  "default",
  "due",
  "estimate",
  "every",
  "for",
  "until",
  "evidence",
  "expect",
  "hold",
  "items",
  "language",
  "metric",
  "moment",
  "name",
  "needs",
  "option",
  "owner",
  "purpose",
  "reaction",
  "reacts",
  "recurs",
  "required",
  "reserved",
  "role",
  "section",
  "severity",
  "stage",
  "stated",
  "text",
  "tier",
  "title",
  "traffic",
  "use",
  "value",
  "when",
  "window",
  "written",
]);
const longestGroup = 20_000;
const bareEnd = /[\s"{}=\\]/;

/** Splits a text from the attribute group at its end; what is no group of ours stays text. */
export function splitGroup(text: string): { text: string; group?: Group } {
  const line = text.trimEnd();
  if (!line.endsWith("}")) return { text };
  const earliest = Math.max(0, line.length - longestGroup);
  for (let at = line.lastIndexOf("{"); at >= earliest; at = at === 0 ? -1 : line.lastIndexOf("{", at - 1)) {
    const before = line[at - 1];
    if (before !== undefined && before !== " " && before !== "\t") continue;
    const group = readGroup(line, at + 1);
    if (group) return { text: line.slice(0, at).trimEnd(), group };
  }
  return { text };
}

function readGroup(line: string, from: number): Group | undefined {
  const group: Group = { flags: new Set(), values: new Map() };
  let at = from;
  let read = 0;
  while (at < line.length) {
    while (line[at] === " ") at += 1;
    if (line[at] === "}") return at === line.length - 1 && read > 0 ? group : undefined;
    if (line[at] === "#") {
      const key = readValue(line, at + 1);
      if (!key || key.value === "" || key.value.length > 96 || group.key !== undefined) return undefined;
      group.key = key.value;
      at = key.end;
    } else {
      const name = readBare(line, at);
      if (line[name.end] === "=" && valueNames.has(name.value)) {
        const value = readValue(line, name.end + 1);
        if (!value) return undefined;
        group.values.set(name.value, [...(group.values.get(name.value) ?? []), value.value]);
        at = value.end;
      } else if (flagNames.has(name.value)) {
        group.flags.add(name.value);
        at = name.end;
      } else return undefined;
    }
    read += 1;
    if (line[at] !== " " && line[at] !== "}") return undefined;
  }
  return undefined;
}

function readBare(line: string, from: number): { value: string; end: number } {
  let end = from;
  while (end < line.length && !bareEnd.test(line[end] ?? "")) end += 1;
  return { value: line.slice(from, end), end };
}

function readValue(line: string, from: number): { value: string; end: number } | undefined {
  if (line[from] !== '"') {
    const bare = readBare(line, from);
    return bare.value === "" ? undefined : bare;
  }
  let value = "";
  for (let at = from + 1; at < line.length; at += 1) {
    const char = line[at];
    if (char === '"') return { value, end: at + 1 };
    if (char === "\\") {
      at += 1;
      value += line[at] === "n" ? "\n" : (line[at] ?? "");
    } else value += char;
  }
  return undefined;
}

/** Writes a group: flags first, then values in the order given, then the key; empty when there is nothing to say. */
export function formatGroup(parts: {
  flags?: string[];
  values?: [string, string | undefined][];
  key?: string | undefined;
}): string {
  const words = [...(parts.flags ?? [])];
  for (const [name, value] of parts.values ?? []) if (value !== undefined) words.push(`${name}=${quote(value)}`);
  if (parts.key !== undefined) words.push(`#${quote(parts.key)}`);
  return words.length === 0 ? "" : `{${words.join(" ")}}`;
}

function quote(value: string): string {
  if (value !== "" && !/[\s"{}=\\`]/.test(value)) return value;
  return `"${value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
