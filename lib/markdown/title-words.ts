import { plainTitle } from "./inline";

const idle = new Set(
  (
    "the and for with not all any our your from into setup set up no missing required complete check checks checklist phase step stage part section task tasks items " +
    "issues issue final before after during production available configured"
  ).split(" "),
);

/** The words of a title that say what it is about, in lower case. */
export function wordsOf(title: string): string[] {
  const words =
    plainTitle(title.slice(0, 300))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 2 && !idle.has(word));
}

/** True when two words have the same stem: "monitor" and "monitoring", "backup" and "backups". */
export function alike(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one === other || (length >= 4 && one.slice(0, Math.min(length, 6)) === other.slice(0, Math.min(length, 6)));
}

/** How much a title speaks of what is asked for, 0 to 1: most by how many of the asked words it has. */
export function likeness(asked: string[], title: string[]): number {
  if (asked.length === 0 || title.length === 0) return 0;
  const shared = asked.filter((word) => title.some((each) => alike(word, each))).length;
  return (0.6 * shared) / asked.length + (0.4 * Math.min(shared, title.length)) / title.length;
}
