/** `NAME=word` alone on a line of a shell script; a line that goes on, or runs a command after it, is none. */
const substitution = String.raw`\$\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)`;
/** No two ways to read the same letters: a text that is no assignment after all is given up at once. */
const word = String.raw`(?:"(?:${substitution}|\\.|[^"\\$\n]|\$(?!\())*"|'[^'\n]*'|${substitution}|\`[^\`\n]*\`|[^\s"'\`$\\;&|<>()#]|\$(?!\())+`;
const assignment = new RegExp(
  String.raw`^([ \t]*(?:(?:export|local|readonly|declare)[ \t]+)?)([A-Za-z_]\w{0,63})=(${word})((?:[ \t]*;)?[ \t]*(?:(?<=[ \t;])#.*)?)$`,
  "gm",
);

const shells: ReadonlySet<string | undefined> = new Set([undefined, "", "bash", "sh", "shell", "zsh", "console"]);

/** What looks like an assignment in a heredoc is text of the file it writes. */
function isScript(text: string, language: string | undefined): boolean {
  return shells.has(language) && !text.includes("<<");
}

/** Shell variables a script sets by itself. */
export function assignedIn(text: string, language: string | undefined): string[] {
  if (!isScript(text, language) || !text.includes("=")) return [];
  return Array.from(text.matchAll(assignment), ([, , name = ""]) => name);
}

/**
 * A script in which variables whose value is known aren't computed anew: the value stands in place of what was assigned,
 * and nothing else is added, as it will be pasted. `names` are the variables that were filled in, to be said beside it.
 */
export function fillAssignments(
  text: string,
  language: string | undefined,
  values: ReadonlyMap<string, string>,
): { text: string; names: string[] } {
  if (values.size === 0 || !isScript(text, language)) return { text, names: [] };
  const names = new Set<string>();
  const filled = text.replace(assignment, (whole: string, lead: string, name: string, was: string, rest: string) => {
    const value = values.get(name);
    if (value === undefined || value === "") return whole;
    const is = quoted(value);
    if (is === was) return whole;
    names.add(name);
    return `${lead}${name}=${is}${rest}`;
  });
  return { text: filled, names: [...names] };
}

/** One word, whatever is in it. */
function quoted(value: string): string {
  return /^[\w.,:/@%+-]+$/.test(value) ? `"${value}"` : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
