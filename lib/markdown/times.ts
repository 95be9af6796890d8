import { type Day, type DaySpan, daysBetween, readClocks, readDays } from "@/lib/domain/dates";
import type { Content, Item, Phase, Section, Stage, TemplateDocument } from "@/lib/domain/template";
import type { Draft } from "./draft";
import { minutesIn } from "./duration";
import { plainTitle } from "./inline";
import { shorten } from "./shorten";
import { comparable } from "./vocabulary";

type Part = Phase | Section;
/** When the document means to deploy: a day, and minutes after midnight. */
type Target = { day?: DaySpan | undefined; clock?: number | undefined };

const week = 10_080;
const unit =
  "(minutes?|mins?|minuten|hours?|hrs?|stunden?|heures?|horas?|h|days?|tagen?|jours?|días|dias|weeks?|wochen?|semaines?|semanas?)";
/** "1.5 hours" is not five of them. */
const count = String.raw`(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)`;
const earlier = new RegExp(
  String.raw`${count}\s?${unit}\s(?:before|prior|ahead|antes|avant|vor(?:her)?|prima)\b|\bT\s?-\s?(\d{1,3})\s?([mhdw])`,
  "i",
);
const later = new RegExp(
  String.raw`\bwithin\s(?:the\s)?(?:first\s|next\s)?(\d{1,3})\s?${unit}\b|\bfirst\s(\d{1,3})\s?${unit}\b|${count}\s?${unit}\s(?:after|later|post)\b|\bT\s?\+\s?(\d{1,3})\s?([mhdw])|^\+?(\d{1,3})\s?${unit}$`,
  "i",
);
const words: [RegExp, number][] = [
  [/\bfirst day\b|^same day$|\bday of\b.{0,20}$/i, 1440],
  [/\bfirst week\b/i, week],
  [/\bfirst month\b/i, 43_200],
];

/** Offsets from the target ("24 hours before", "Day 1 (Jan 15)", "6:30 AM"), the words kept; warns where they contradict each other. */
export function readTimes(draft: Draft, document: TemplateDocument): void {
  const target = targetOf(document);
  for (const phase of document.phases) if (phase.kind === "phase") readPart(draft, phase, undefined, target);
}

function targetOf(document: TemplateDocument): Target {
  const stated = document.metadata.find(({ means }) => means === "target")?.value;
  const day = stated === undefined ? undefined : readDays(plainTitle(stated));
  return { day, clock: clockOf(document) };
}

/** The clock time of the part that deploys. */
function clockOf(document: TemplateDocument): number | undefined {
  const search = (part: Part, above: Stage | undefined): number | undefined => {
    const stage = part.stage ?? above;
    const own = stage === "during" ? readClocks(bracketed(part.title))[0] : undefined;
    if (own !== undefined) return own;
    for (const each of part.content) {
      const found = each.kind === "section" ? search(each, stage) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const phase of document.phases) {
    const found = phase.kind === "phase" ? search(phase, undefined) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a title says in brackets, else all of it. */
function bracketed(title: string): string {
  return /\(([^()]{2,80})\)/.exec(title)?.[1] ?? title;
}

function readPart(draft: Draft, part: Part, above: Stage | undefined, target: Target): void {
  const stage = part.stage ?? above;
  const title = comparable(part.title);
  const said = relative(title, stage);
  const dated = datedBy(part, title);
  const placed = dated ? offsetOf(dated, target) : undefined;
  if (dated && part.lines) part.dated ??= shorten(dated, 120);
  const minutes = said ?? placed;
  if (minutes !== undefined && part.due === undefined && stage !== "contingency") setDue(draft, part, minutes);
  if (said !== undefined && dated && placed !== undefined) warn(draft, part, said, placed, dated, target);
  for (const each of part.content) {
    if (each.kind === "section") readPart(draft, each, stage, target);
    if (each.kind === "item" && stage === "after" && each.due === undefined) readHour(draft, each);
  }
}

/** "Hour 4: look at the queue", "Day 2 - ask support" after going live. */
function readHour(draft: Draft, item: Item): void {
  const match = /^(hour|day|week)\s(\d{1,2})\s?[:–—-]/i.exec(comparable(item.title));
  const size = { h: 60, d: 1440, w: week }[(match?.[1] ?? "")[0]?.toLowerCase() as "h"];
  if (!match || size === undefined || Number(match[2]) === 0) return;
  item.due = formatOffset(Number(match[2]) * size);
  draft.guess(item, "due_words", item.due);
}

function setDue(draft: Draft, part: Part, minutes: number): void {
  part.due = formatOffset(minutes);
  draft.guess(part, "due_words", part.due);
}

/** Minutes from the target as the words say; what is done before has a minus. */
function relative(title: string, stage: Stage | undefined): number | undefined {
  if (/^[TDJ]\s?[-+]?\s?0(?!\d)/.test(title)) return 0;
  const day = /^[DJ]\s?([-+])\s?(\d{1,3})(?!\d)/.exec(title);
  if (day) return Number(`${day[1]}${day[2]}`) * 1440;
  if (
    /\b(?:the )?day before\b|\bvortag\b|\bla veille\b|\bdía anterior\b|\bdia anterior\b/iu.test(title) &&
    !/\d/.test(title)
  )
    return -1440;
  if (/\b(?:the )?week before\b/i.test(title) && !/\d/.test(title)) return -week;
  const before = earlier.exec(title);
  const ahead = before ? measure(before[1] ?? before[3], before[2] ?? before[4] ?? before[5]) : undefined;
  if (ahead) return -ahead;
  if (stage !== "after") return undefined;
  const after = later.exec(title);
  if (after) {
    const [count, of] = after.slice(1).filter((group) => group !== undefined);
    return measure(count, of);
  }
  const numbered = /^(day|week|month)\s(\d{1,2})\b/i.exec(title);
  if (numbered) {
    const size = { d: 1440, w: week, m: 43_200 }[(numbered[1] ?? "d")[0]?.toLowerCase() as "d"];
    return Number(numbered[2]) * size;
  }
  return words.find(([pattern]) => pattern.test(title))?.[1];
}

function measure(count: string | undefined, of: string | undefined): number | undefined {
  return minutesIn(`${count} ${of}`, "clock");
}

/** The date or time that stands in the title, or in a line such as "Timeline: Jan 20, 4:00 PM" below it. */
function datedBy(part: Part, title: string): string | undefined {
  const steps = part.content.some((each) => each.kind === "item" || each.kind === "section");
  const line = steps ? part.content.slice(0, 3).find(isDateLine) : undefined;
  const below =
    line?.kind === "note" ? plainTitle(line.markdown) : line?.kind === "fact" ? plainTitle(line.value) : undefined;
  const text = bracketed(title);
  const own = readDays(text) || readClocks(text).length > 0 ? partWithDay(text) : undefined;
  return below === undefined
    ? own
    : below.slice(below.indexOf(":") < 20 && /^\p{L}+:/u.test(below) ? below.indexOf(":") + 1 : 0).trim();
}

/** Of "Saturday, January 4 - Deployment day" the part with the day; all of it where several have one. */
function partWithDay(text: string): string {
  const parts = text.split(/\s[-–—]\s|:\s/u).filter((part) => readDays(part) || readClocks(part).length > 0);
  return parts.length === 1 ? (parts[0] ?? text).trim() : text;
}

function isDateLine(content: Content): boolean {
  const text =
    content.kind === "note"
      ? plainTitle(content.markdown.slice(0, 200))
      : content.kind === "fact"
        ? `${content.name}: ${content.value}`
        : "";
  return /^(?:timeline|when|date|time|scheduled?|start)\s?:\s/i.test(text) && readDays(text) !== undefined;
}

/** Minutes between the target and the end of what the text names, as far as both are known. */
function offsetOf(text: string, { day, clock }: Target): number | undefined {
  const days = readDays(text);
  const clocks = readClocks(days ? text.replace(days.text, " ") : text);
  const apart = days && day ? daysBetween(day.from as Day, days.to) * 1440 : days ? undefined : 0;
  if (apart === undefined) return undefined;
  if (clocks.length > 0 && clock !== undefined) return apart + (clocks.at(-1) ?? 0) - clock;
  return days ? apart : undefined;
}

function warn(draft: Draft, part: Part, said: number, placed: number, dated: string, { clock }: Target): void {
  const exact = readClocks(dated).length > 0 && clock !== undefined;
  const allowed = exact ? Math.max(60, Math.abs(said) * 0.2) : 1440;
  const clocks = readClocks(dated);
  const spans = clocks.length === 2 && (clocks[1] ?? 0) - (clocks[0] ?? 0) === Math.abs(said);
  if (spans || Math.abs(said - placed) <= allowed) return;
  const warning = `the title says ${formatOffset(said)}, but "${dated}" is ${formatOffset(placed)} by the planned start`;
  const at = part.content.find(isDateLine)?.lines ?? part.lines;
  if (at) draft.remark(at, { warning });
}

/** `T-24h`, `T+90m`, `T`. */
function formatOffset(minutes: number): string {
  if (minutes === 0) return "T";
  const size = Math.abs(minutes);
  const text = size % 60 === 0 ? `${size / 60}h` : size > 60 ? `${Math.floor(size / 60)}h${size % 60}m` : `${size}m`;
  return `T${minutes < 0 ? "-" : "+"}${text}`;
}
