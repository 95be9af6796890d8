import type { Content, Item, Phase, Section, Stage, TemplateDocument } from "@/lib/domain/template";
import { minutesIn } from "./duration";
import { readThreshold } from "./expectations";
import { plainTitle } from "./inline";
import { shorten } from "./shorten";

const holding =
  /\b(?:hold|soak|bake|monitor|observe|wait|watch)\b[^()\d]{0,24}?\b(?:for )?(?:at least |another )?(\d{1,4}\s?(?:minutes?|mins?|hours?|hrs?|h|m)\b)/i;
const bracketed = /\((?:[a-z ]{0,20}\s)?(\d{1,4}\s?(?:minutes?|mins?|hours?|hrs?|h|m))\)/i;
const share =
  /(\d{1,3}(?:\.\d{1,2})?)\s?%(?= of|\s?traffic|\s?of (?:the )?traffic|\s?canary|\s?roll-?out|\s?users)|traffic[^%\d]{0,20}(\d{1,3})\s?%/i;
const period =
  /\bevery\s(?:(\d{1,3})\s)?(minute|hour|day|week|month|shift)s?\b|\b(hourly|daily|nightly|weekly|monthly)\b|^(shift) hand-?(?:off|over)\b/i;
const foreignPeriod: [RegExp, number][] = [
  [/\bstündlich|toutes les heures|cada hora|a cada hora|ogni ora|ежечасно|каждый час|每小时|毎時/iu, 60],
  [
    /\btäglich|quotidien|chaque jour|tous les jours|\bdiari[oa](?:mente)?\b|cada día|todos los días|ogni giorno|quotidian|ежедневн|каждый день|每天|每日|毎日/iu,
    1440,
  ],
  [
    /\bwöchentlich|hebdomadaire|chaque semaine|semanal|cada semana|settimanal|ogni settimana|еженедельн|каждую неделю|每周|毎週/iu,
    10_080,
  ],
];
const foreignEvery =
  /(?:\balle|toutes les|tous les|cada|a cada|ogni|кажды[ех]|每隔?)\s?(\d{1,3}\s?\p{L}{1,9})|(\d{1,3}\s?\p{L}{1,3}?)(?:ごと|おき|毎)/iu;
const wholePeriod =
  /^(?:(?:every|each)\s.{1,40}|hourly|daily|nightly|weekly|monthly|shift hand-?(?:off|over))(?:\s?\(.{0,40}\))?:?$/i;
const minutes: Record<string, number> = {
  minute: 1,
  hour: 60,
  hourly: 60,
  shift: 480,
  day: 1440,
  daily: 1440,
  nightly: 1440,
  week: 10_080,
  weekly: 10_080,
  month: 43_200,
  monthly: 43_200,
};
const noThreshold = /\balerts?\b|\btriggers?\b|\bpolicy\b/i;

/** Gives items the holds, thresholds and schedules that their titles, and the sections they stand in, speak of. */
export function readTraits(document: TemplateDocument): void {
  for (const phase of document.phases) if (phase.kind === "phase") readPart(phase, undefined, undefined);
}

function readPart(part: Phase | Section, above: Stage | undefined, every: Item["recurs"]): void {
  const stage = part.stage ?? above;
  const title = plainTitle(part.title.slice(0, 500));
  const own = stage !== "before" && wholePeriod.test(title) ? recurrence(title) : undefined;
  readContent(part.content, stage, own ?? every, title);
}

function readContent(content: Content[], stage: Stage | undefined, every: Item["recurs"], above: string): void {
  for (const each of content) {
    if (each.kind === "section") readPart(each, stage, every);
    if (each.kind !== "item") continue;
    const title = plainTitle(each.title.slice(0, 500));
    readItem(each, title, stage, every, above);
    readContent(each.content, stage, every ?? each.recurs, title);
  }
}

function readItem(item: Item, title: string, stage: Stage | undefined, every: Item["recurs"], above: string): void {
  const hold = item.hold ?? readHold(title, above);
  if (hold) item.hold = hold;
  const expectation = item.expectation ?? (noThreshold.test(title) ? undefined : readThreshold(item.title));
  if (expectation) item.expectation = expectation;
  const recurs = item.recurs ?? every ?? (stage === "after" ? recurrence(title) : undefined);
  if (recurs) item.recurs = recurs;
}

/** "Hold for 10 minutes", "5% traffic (5 minutes)"; the share may stand on the item above. */
export function readHold(title: string, above: string): Item["hold"] {
  const traffic = shareOf(title);
  const said = holding.exec(title)?.[1] ?? (traffic === undefined ? undefined : bracketed.exec(title)?.[1]);
  const lasts = said && minutesIn(said, "clock");
  if (!lasts) return undefined;
  const part = traffic ?? shareOf(above);
  return { minutes: lasts, ...(part === undefined ? {} : { traffic: part }) };
}

function shareOf(title: string): number | undefined {
  const match = share.exec(title);
  const value = Number(match?.[1] ?? match?.[2] ?? Number.NaN);
  return value >= 0 && value <= 100 ? value : undefined;
}

/** "Every 4 hours", "daily", "shift handoff" (taken as eight hours). */
export function recurrence(title: string): Item["recurs"] {
  const match = period.exec(title);
  if (!match) return foreignRecurrence(title);
  const unit = minutes[(match[2] ?? match[3] ?? match[4] ?? "").toLowerCase()];
  return unit === undefined
    ? undefined
    : { everyMinutes: Math.max(1, Number(match[1] ?? 1)) * unit, text: shorten(title, 200) };
}

function foreignRecurrence(title: string): Item["recurs"] {
  const every = foreignEvery.exec(title);
  const said = every && minutesIn(every[1] ?? every[2] ?? "", "clock");
  const everyMinutes = said ?? foreignPeriod.find(([pattern]) => pattern.test(title))?.[1];
  return everyMinutes === undefined || everyMinutes <= 0 ? undefined : { everyMinutes, text: title.slice(0, 200) };
}
