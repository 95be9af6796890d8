/** `NAME=word` alone on a line of a shell script; a line that goes on, or runs a command after it, is none. */
const substitution = String.raw`\$\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)`;
/** No two ways to read the same letters: a text that is no assignment after all is given up at once. */
const word = String.raw`(?:"(?:${substitution}|\\.|[^"\\$\n]|\$(?!\())*"|'[^'\n]*'|${substitution}|\`[^\`\n]*\`|[^\s"'\`$\\;&|<>()#]|\$(?!\())+`;
const assignment = new RegExp(
  String.raw`^([ \t]*(?:(?:export|local|readonly|declare)[ \t]+)?)([A-Za-z_]\w{0,63})=(${word})[ \t]*;?[ \t]*(?:#.*)?$`,
  "gm",
);

const shells: ReadonlySet<string | undefined> = new Set([undefined, "", "bash", "sh", "shell", "zsh", "console"]);

/** Shell variables a script sets by itself. */
export function assignedIn(text: string, language: string | undefined): string[] {
  if (!shells.has(language) || !text.includes("=")) return [];
  return Array.from(text.matchAll(assignment), ([, , name = ""]) => name);
}

/**
 * A script in which variables whose value is known aren't computed anew: the value stands in place of what was assigned,
 * which is kept as a remark, so that whoever copies the command sees both.
 */
export function fillAssignments(
  text: string,
  language: string | undefined,
  values: ReadonlyMap<string, string>,
): string {
  if (values.size === 0 || !shells.has(language)) return text;
  return text.replace(assignment, (whole: string, lead: string, name: string, was: string) => {
    const value = values.get(name);
    if (value === undefined || value === "") return whole;
    const is = quoted(value);
    return is === was ? whole : `${lead}${name}=${is} # filled in; the checklist says ${was}`;
  });
}

/** One word, whatever is in it. */
function quoted(value: string): string {
  return /^[\w.,:/@%+-]+$/.test(value) ? `"${value}"` : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
