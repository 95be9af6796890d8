import { replacedMark } from "./write-back-marks";

const room = /_{3,}|\.{6,}|…{2,}/g;
const dated = /\b(?:date|time|when|datum|fecha|data|on|at)\b[^\p{L}]*$/iu;

/** Who signed, and when. */
export type Signed = { words: string; when: string };

/** `Ann, 2026-11-20; Bob, 2026-11-21`: each with their own time. */
export function signedWords(signed: readonly Signed[]): string {
  return signed.map(({ words, when }) => `${words}, ${when}`).join("; ");
}

/**
 * The line with its blanks filled in: the times where it asks for a date, else who, in one order. With one blank only,
 * each with their own time. Null when it leaves no room.
 */
export function signLine(text: string, signed: readonly Signed[]): string | null {
  const blanks = [...text.matchAll(room)];
  if (blanks.length === 0) return null;
  const times = blanks.map(({ index }, at) => {
    const from = at === 0 ? 0 : (blanks[at - 1]?.index ?? 0) + (blanks[at - 1]?.[0].length ?? 0);
    const label = text.slice(from, index);
    return dated.test(label) || (at > 0 && /^[\s|]*$/.test(label));
  });
  const who = times.includes(true) ? signed.map(({ words }) => words).join("; ") : signedWords(signed);
  const when = signed.map((one) => one.when).join("; ");
  let named = false;
  let out = "";
  let from = 0;
  for (const [at, blank] of blanks.entries()) {
    const said = times[at] ? when : named ? null : who;
    named ||= !times[at];
    out += text.slice(from, blank.index) + (said === null ? blank[0] : replacedMark(blank[0], said));
    from = blank.index + blank[0].length;
  }
  return out + text.slice(from);
}
