import { isoDay, readDays } from "./dates";

const subjectLine =
  /^\s*[*_]{0,2}(?:subject|betreff|objet|asunto|assunto|oggetto|тема|主题|件名|제목)[*_]{0,2}\s?[:：]\s?[*_]{0,2}\s?(\S[^\n]{0,300})(?:\n|$)/iu;

/** A message whose first line is its subject, taken apart; `subject` is null where it has none. */
export function subjectOf(message: string): { subject: string | null; text: string } {
  const match = subjectLine.exec(message);
  if (!match) return { subject: null, text: message };
  return {
    subject: (match[1] ?? "").replace(/[*_]{1,2}$/, "").trim(),
    text: message.slice(match[0].length).trimStart(),
  };
}

/** Days that a text names and that aren't the target's (`2026-01-21`), as they are written: a plan of another time, perhaps. */
export function otherDays(text: string, target: string | null): string[] {
  const year = Number((target ?? "").slice(0, 4)) || undefined;
  const found = new Set<string>();
  for (const line of text.split("\n")) {
    for (let rest = line; rest !== ""; ) {
      const days = readDays(rest);
      if (!days) break;
      const at = rest.indexOf(days.text);
      // "may 10" is a modal verb more often than a month.
      const named = !/^may\b/.test(days.text);
      const own = [days.from, days.to].map((day) => isoDay(day, year));
      if (named && (target === null || !own.includes(target))) found.add(days.text);
      rest = rest.slice(at + days.text.length);
    }
  }
  // `January 21` says nothing that `January 21, 2026` doesn't.
  const days = [...found];
  return days.filter((day) => !days.some((other) => other !== day && other.startsWith(day)));
}
