import type { Item } from "@/lib/domain/template";
import { minutesIn } from "./duration";
import { shorten } from "./shorten";

type Recurs = NonNullable<Item["recurs"]>;

const period =
  /\bevery\s(?:(\d{1,3})\s?)?(minute|min|hour|day|week|month|shift)s?\b|\b(hourly|daily|nightly|bi-?weekly|fortnightly|weekly|monthly|quarterly|(?:bi-?|semi-?)annual(?:ly)?|half-?yearly|annual(?:ly)?|yearly)\b|^(shift) hand-?(?:off|over)\b/i;
const foreignPeriod: [RegExp, number][] = [
  [/\bstündlich|toutes les heures|cada hora|a cada hora|ogni ora|ежечасно|каждый час|每小时|毎時/iu, 60],
  [
    /\btäglich|quotidien|chaque jour|tous les jours|\bdiari[oa](?:mente)?\b|diári[oa]|giornalier|codziennie|日次|매일|hàng ngày|dagelijks|cada día|todos los días|ogni giorno|quotidian|ежедневн|каждый день|每天|每日|毎日/iu,
    1440,
  ],
  [
    /\bwöchentlich|\bhebdo|co tydzień|週次|매주|hàng tuần|wekelijks|chaque semaine|semanal|cada semana|settimanal|ogni settimana|еженедельн|каждую неделю|每周|毎週/iu,
    10_080,
  ],
  [
    /\bmonatlich|mensuel|chaque mois|mensual|cada mes|mensal(?!\p{L}{0,2}id)|mensil|ogni mese|co miesiąc|ежемесячн|каждый месяц|每月|毎月|月次|매월|hàng tháng|maandelijks/iu,
    43_200,
  ],
];
const foreignEvery =
  /(?:\balle|toutes les|tous les|cada|a cada|ogni|кажды[ех]|每隔?)\s?(\d{1,3}\s?\p{L}{1,9})|(\d{1,3}\s?\p{L}{1,3}?)(?:ごと|おき|毎)/iu;
const minutes: Record<string, number> = {
  minute: 1,
  min: 1,
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
const seldom: [RegExp, number][] = [
  [/^(?:bi-?|fortnight).*(?:week|fortnight)/, 20_160],
  [/^fortnightly$/, 20_160],
  [/^quarterly$/, 131_400],
  [/^(?:bi|semi|half)/, 262_800],
  [/^(?:annual|yearly)/, 525_600],
];
const lasting =
  /(?<!\p{L})(?:for(?: the)?(?: (?:first|next))?|during the first|over the next|für(?: die (?:ersten|nächsten))?|während der ersten|pendant(?: les)?|durant(?: les)?|durante(?: (?:las|los|as|os|le|i))?(?: pr[io]m\p{L}{1,4})?|por|per(?: le)?|в течение(?: первых)?|на протяжении|(?:并)?持续)\s?(\d{1,3}\s?\p{L}{1,9})/iu;
const numberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const lastingInWords = new RegExp(
  `\\b(?:for|during|over|throughout)(?: the)?(?: (?:first|next|following)| (an?|${numberWords.join("|")})| (?:first|next|following) (${numberWords.join("|")})) (minute|hour|day|week|month)s?\\b`,
  "i",
);
const trailing = /[（(](\d{1,3}\s?(?:時間|日間|分間|週間|小时|天|周))[)）]/u;
const ending =
  /(?<!\p{L})(?:until|till|bis(?: zum)?|jusqu['’](?:au|à|en)|hasta(?: el| la)?|até(?: o| a)?|fino a(?:l|lla|d)?|до)\s([^,;()]{2,60})|(?:直到|直至)\s?([^，；,;（）()]{2,40})|([^、，,;（）()\s]{2,40}?)まで/iu;

/** "Every 4 hours", "daily until Friday", "shift handoff" (taken as eight hours), "toutes les 2 heures pendant 24 heures". */
export function recurrence(title: string): Recurs | undefined {
  const match = period.exec(title);
  const said = (match?.[2] ?? match?.[3] ?? match?.[4] ?? "").toLowerCase();
  const unit = match && (minutes[said] ?? seldom.find(([pattern]) => pattern.test(said))?.[1]);
  const everyMinutes = match ? unit && Math.max(1, Number(match[1] ?? 1)) * unit : foreignEveryIn(title);
  if (everyMinutes === undefined || everyMinutes === null || everyMinutes <= 0) return undefined;
  return { everyMinutes, text: shorten(title, 200), ...endOf(title) };
}

const whole =
  /^(?:(?:every|each)\s.{1,40}|hourly|daily|nightly|weekly|monthly|shift hand-?(?:off|over))(?:\sat\s\d{1,2}(?::\d{2})?\s?(?:am|pm)?)?(?:\s?\(.{0,40}\))?:?$/i;
const foreignWhole =
  /^(?:(?:stünd|täg|wöchent|monat)lich(?:e|er|es)?|quotidien(?:ne)?(?:ment)?|hebdo(?:madaire)?(?:ment)?|mensuel(?:le)?(?:ment)?|chaque (?:heure|jour|semaine|mois)|diari[oa](?:mente)?|diári[oa](?:mente)?|semanal(?:mente)?|mensual(?:mente)?|mensal(?:mente)?|giornalier[oa]|quotidian[oa]|settimanale|mensile|codziennie|co (?:tydzień|miesiąc)|ежедневно|еженедельно|ежемесячно|ежечасно|每(?:天|日|周|月|小时)|毎(?:日|週|月|時)|[日週月]次|매(?:일|주|월))(?:\s?[(（].{0,40}[)）])?\s?[:：]?$/iu;

/** True for a title that says nothing but how often: "Daily", "Every 4 hours (first week)", "Hebdo". */
export function isWholePeriod(title: string): boolean {
  return whole.test(title) || foreignWhole.test(title);
}

function foreignEveryIn(title: string): number | undefined {
  const every = foreignEvery.exec(title);
  const said = every && minutesIn(every[1] ?? every[2] ?? "", "clock");
  return said ?? foreignPeriod.find(([pattern]) => pattern.test(title))?.[1];
}

/** When it stops coming back: after a time, or at something the text names. */
function endOf(title: string): Pick<Recurs, "forMinutes" | "until"> {
  const lasts = minutesIn(lasting.exec(title)?.[1] ?? trailing.exec(title)?.[1] ?? "", "clock") ?? lastsInWords(title);
  if (lasts !== undefined) return { forMinutes: lasts };
  const match = ending.exec(title);
  const until = (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").replace(/(?<![\s.:。：])[\s.:。：]+$/u, "").trim();
  return until === "" ? {} : { until: shorten(until, 80) };
}

/** "For an hour", "during the first two days", "for the first week". */
function lastsInWords(title: string): number | undefined {
  const [, some, several, unit] = lastingInWords.exec(title) ?? [];
  const each = unit && minutes[unit.toLowerCase()];
  if (!each) return undefined;
  const number = numberWords.indexOf((some ?? several ?? "").toLowerCase()) + 1;
  return each * Math.max(1, number);
}
