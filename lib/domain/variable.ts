import type { RunHead } from "./run";

/** What every run answers by itself; an answer or a captured value of the same name goes first. */
export const builtInNames = ["environment", "name", "artefact", "version", "commit", "image", "target"] as const;

export const longestValue = 400;

/** `{{ Image tag }}` names `image-tag`; `${{ … }}` and `{{.Field}}` are other people's. */
const reference = "(?<!\\$)\\{\\{ {0,4}([\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _-]{0,62}) {0,4}\\}\\}";
const references = new RegExp(reference, "gu");

/** The name under which a spelling in braces is answered. */
export function variableName(spelling: string): string {
  return spelling
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/[ _-]+/g, "-")
    .replace(/-$/, "");
}

/** Names a text refers to, in order, each once. */
export function namesIn(text: string): string[] {
  if (!text.includes("{{")) return [];
  return [...new Set(Array.from(text.matchAll(references), ([, spelling = ""]) => variableName(spelling)))];
}

/** Other spellings that stand for a variable, `<IMAGE_TAG>` for instance, by what is written. */
export type Spellings = ReadonlyMap<string, string>;

/** Values by the name of their variable. */
export type Values = ReadonlyMap<string, string>;

/** Fills in what has a value and leaves the rest as it stands. What was filled in is not read again. */
export function fillText(text: string, values: Values, spellings: Spellings): string {
  const written = [...spellings.keys()].filter((each) => text.includes(each));
  if (written.length === 0 && !text.includes("{{")) return text;
  const literals = written
    .sort((a, b) => b.length - a.length)
    .map((each) => each.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const pattern = new RegExp([reference, ...literals].join("|"), "gu");
  return text.replace(pattern, (whole: string, spelling: string | undefined) => {
    const name = spelling === undefined ? spellings.get(whole) : variableName(spelling);
    const value = name === undefined ? undefined : values.get(name);
    return value === undefined || value === "" ? whole : value;
  });
}

/** A value as it may stand in a line: no breaks, no controls, nothing that turns the writing round; at most 400 long. */
export function cleanValue(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200E\u200F]+/gu, " ")
    .trim()
    .slice(0, longestValue)
    .toWellFormed()
    .trim();
}

type BuiltIns = Pick<RunHead, "environment" | "name" | "artefact" | "targetAt">;

/** Values of the built-in variables; what the run doesn't say is left out. */
export function builtInValues({ environment, name, artefact, targetAt }: BuiltIns): Map<string, string> {
  const { version, commit, image, build } = artefact ?? {};
  const values = {
    environment,
    name,
    artefact: version ?? commit ?? image ?? build,
    version,
    commit,
    image,
    // Not among the built-in names: checklists that ask for a build of their own go on asking.
    build,
    target: targetAt && utcMinute(targetAt),
  };
  return new Map(Object.entries(values).flatMap(([key, value]) => (value ? [[key, cleanValue(value)] as const] : [])));
}

/** `2026-11-20 14:00 UTC`. */
export function utcMinute(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
