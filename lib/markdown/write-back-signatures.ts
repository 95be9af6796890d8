import { replacedMark } from "./write-back-marks";

const room = /_{3,}|\.{6,}|…{2,}/g;
const dated = /\b(?:date|time|when|datum|fecha|data|on|at)\b[^\p{L}]*$/iu;

/**
 * The line with its blanks filled in: the time where it asks for a date, else who. With one blank only, both. Null when it
 * leaves no room.
 */
export function signLine(text: string, { words, when }: { words: string; when: string }): string | null {
  const blanks = [...text.matchAll(room)];
  if (blanks.length === 0) return null;
  const times = blanks.map(({ index }, at) => {
    const from = at === 0 ? 0 : (blanks[at - 1]?.index ?? 0) + (blanks[at - 1]?.[0].length ?? 0);
    const label = text.slice(from, index);
    return dated.test(label) || (at > 0 && /^[\s|]*$/.test(label));
  });
  const hasTime = times.includes(true);
  let named = false;
  let out = "";
  let from = 0;
  for (const [at, blank] of blanks.entries()) {
    const said = times[at] ? when : named ? null : hasTime ? words : `${words}, ${when}`;
    named ||= !times[at];
    out += text.slice(from, blank.index) + (said === null ? blank[0] : replacedMark(blank[0], said));
    from = blank.index + blank[0].length;
  }
  return out + text.slice(from);
}
