/** Month names and their usual short forms, in the languages checklists come in; words that mean something else are left out. */
const months: RegExp[] = [
  "jan(?:uar[iy]?|vier|v)?|enero|ene|gennaio|янв(?:ар[яь])?",
  "feb(?:r(?:uar[iy]?|ero))?|febbraio|février|fév|fevereiro|fev|фев(?:рал[яь])?",
  "mar(?:ch|zo|s|ço)?|märz|mrz|марта?",
  "apr(?:il|ile)?|abril|abr|avril|avr|апр(?:ел[яь])?",
  "may|mayo|mai|maio|maggio|ма[яй]",
  "june?|juni|junio|junho|juin|giugno|giu|июн[яь]",
  "jul[yi]?|julio|julho|juil(?:let)?|luglio|lug|июл[яь]",
  "aug(?:ust)?|agosto|août|авг(?:уста?)?",
  "sep(?:t(?:ember|embre|iembre)?)?|settembre|setembro|сен(?:тябр[яь])?",
  "oct(?:ober|obre|ubre)?|okt(?:ober)?|outubro|ottobre|окт(?:ябр[яь])?",
  "nov(?:ember|embre|iembre|embro)?|ноя(?:бр[яь])?",
  "dec(?:ember)?|dez(?:ember|embro)?|dic(?:iembre|embre)|déc(?:embre)?|дек(?:абр[яь])?",
].map((words) => new RegExp(`^(?:${words})$`, "iu"));

/** A day; without a year where the text gives none. */
export type Day = { year?: number; month: number; day: number };
/** First and last day of what the text names, and where in it that stands. */
export type DaySpan = { from: Day; to: Day; text: string };

const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b(?:T[\d:.]{4,15}Z?)?/;
const asian = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u;
const dotted = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/;
const monthFirst =
  /(?<![\p{L}\p{N}])(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|—|to)\s?(\d{1,2})(?:st|nd|rd|th)?)?(?![\d:%])(?:,?\s(\d{4}))?/u;
const dayFirst =
  /(?<![\p{L}\p{N}])(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s?(?:-|–|—|to)\s?(\d{1,2})(?:st|nd|rd|th|\.)?)?\s(?:de\s)?(\p{L}{3,10})\.?(?:,?\s(?:de\s)?(\d{4}))?/u;

/** The day or days a text names: `2026-01-21`, `January 21-22, 2026`, `21. Januar 2026`, `Jan 20`; undefined when it names none. */
export function readDays(source: string): DaySpan | undefined {
  const text = source.slice(0, 300);
  const numeric = iso.exec(text) ?? asian.exec(text);
  if (numeric) return single(numeric[1], numeric[2], numeric[3], numeric[0]);
  const german = dotted.exec(text);
  if (german) return single(german[3], german[2], german[1], german[0]);
  const first = monthFirst.exec(text);
  const month = first && monthOf(first[1] ?? "");
  if (first && month) return span(first[4], month, first[2], first[3], first[0]);
  const second = dayFirst.exec(text);
  const other = second && monthOf(second[3] ?? "");
  return second && other ? span(second[4], other, second[1], second[2], second[0]) : undefined;
}

function monthOf(word: string): number | undefined {
  const at = months.findIndex((month) => month.test(word));
  return at < 0 ? undefined : at + 1;
}

function single(year?: string, month?: string, day?: string, text = ""): DaySpan | undefined {
  return span(year, Number(month), day, undefined, text);
}

function span(year: string | undefined, month: number, from?: string, to?: string, text = ""): DaySpan | undefined {
  const start = dayOf(year, month, Number(from));
  const end = to === undefined ? start : dayOf(year, month, Number(to));
  return start && end && end.day >= start.day ? { from: start, to: end, text: text.trim() } : undefined;
}

function dayOf(year: string | undefined, month: number, day: number): Day | undefined {
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return valid ? { ...(year === undefined ? {} : { year: Number(year) }), month, day } : undefined;
}

/** `2026-01-21`; days without a year take the given one. */
export function isoDay({ year, month, day }: Day, assumed?: number): string | undefined {
  const known = year ?? assumed;
  if (known === undefined) return undefined;
  return `${String(known).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Days from one to another, negative when it is earlier; days without a year stand nearest to the other. */
export function daysBetween(from: Day, to: Day): number {
  const year = from.year ?? to.year ?? 2024;
  const at = (day: Day, of: number) => Date.UTC(day.year ?? of, day.month - 1, day.day) / 86_400_000;
  const start = at(from, year);
  const options = to.year === undefined ? [year - 1, year, year + 1] : [to.year];
  const distances = options.map((of) => at(to, of) - start);
  return distances.reduce((best, each) => (Math.abs(each) < Math.abs(best) ? each : best));
}

const clock = /(?<![\d:.])(\d{1,2})(?::(\d{2}))?\s?(a\.?m\.?|p\.?m\.?)?(?![\d:%])/giu;

/** Clock times of a text in minutes after midnight: `6:30 AM`, `18:00`, `7:30-8:00 AM`. */
export function readClocks(text: string): number[] {
  const found = [...text.slice(0, 200).matchAll(clock)].filter((match) => match[2] !== undefined || match[3]);
  const last = found.at(-1)?.[3];
  return found.flatMap((match) => {
    const half = (match[3] ?? last)?.[0]?.toLowerCase();
    const hour = Number(match[1]);
    if (hour > 23 || Number(match[2] ?? 0) > 59 || (half && (hour > 12 || hour === 0))) return [];
    return [((half ? hour % 12 : hour) + (half === "p" ? 12 : 0)) * 60 + Number(match[2] ?? 0)];
  });
}
