import { afterLive } from "./due";
import type { Item } from "./template";
import { wallMoment, wallTime } from "./zone-time";

const minute = 60_000;
const dayMinutes = 1_440;
const day = dayMinutes * minute;
const weekMinutes = 7 * dayMinutes;
/** What comes back more often than that is a monitor's work. */
export const mostOccurrences = 1_000;

type Recurs = NonNullable<Item["recurs"]>;

/** What a recurring check goes by: how often, from when, and until when. `endMinutes` is the offset it inherits, if any. */
export type Schedule = {
  recurs: Recurs;
  endMinutes: number | null;
  liveMs: number;
  timeZone: string;
  timeScale: number;
};

/** One time at which a check is asked for. It can be done from `opensAt`, is overdue at `overdueAt`, missed at `missedAt`. */
export type Turn = { number: number; opensAt: number; dueAt: number; overdueAt: number; missedAt: number };

/**
 * Every turn of a check, in order, counted from 1. What comes back in whole days keeps its time on the wall, what comes
 * back within a day its distance; `at 09:00` in its words says which time.
 */
export function turnsOf(schedule: Schedule): Turn[] {
  const { recurs, timeScale } = schedule;
  const every = recurs.everyMinutes * minute;
  const grace = Math.min(every / 4, 4 * 60 * minute) / timeScale;
  const keeps = Math.min(every, day) / timeScale;
  const end = endOf(schedule).at;
  const turns: Turn[] = [];
  for (let number = 1; number <= mostOccurrences; number += 1) {
    const dueAt = turnAt(schedule, number);
    if (dueAt > end) break;
    turns.push({ number, opensAt: dueAt - grace, dueAt, overdueAt: dueAt + grace, missedAt: dueAt + keeps });
  }
  return turns;
}

function turnAt({ recurs, liveMs, timeZone, timeScale }: Schedule, number: number): number {
  const { everyMinutes, text } = recurs;
  const at = clockNamed(text);
  if (everyMinutes % dayMinutes !== 0 || timeScale !== 1) return liveMs + (number * everyMinutes * minute) / timeScale;
  const days = everyMinutes / dayMinutes;
  const { date, time } = wallTime(liveMs, timeZone);
  // A daily check at 09:00 is first asked for on the day of going live itself, if that was before nine.
  const today = days === 1 && at !== null && at > time ? 1 : 0;
  return wallMoment(date + days * (number - today), at ?? time, timeZone);
}

/** When it stops coming back, the last moment included; `assumed` where the checklist doesn't say. */
export function endOf(schedule: Schedule): { at: number; assumed: boolean } {
  const { recurs, endMinutes, liveMs, timeZone, timeScale } = schedule;
  const after = (minutes: number) => {
    const end = afterLive(liveMs, minutes, timeZone, timeScale);
    // Where the clocks jump, a week on the wall is shorter than as many minutes, and what is due once would never be.
    return minutes < recurs.everyMinutes ? end : Math.max(end, turnAt(schedule, 1));
  };
  if (recurs.forMinutes !== undefined) return { at: after(recurs.forMinutes), assumed: false };
  const named = recurs.until === undefined ? null : dayNamed(recurs.until, liveMs, timeZone);
  if (named !== null) return { at: named, assumed: false };
  if (endMinutes !== null && endMinutes >= recurs.everyMinutes) return { at: after(endMinutes), assumed: false };
  return { at: after(assumedMinutes(recurs.everyMinutes)), assumed: true };
}

/** A day of hourly checks, a week of daily ones, four of what is rarer. */
function assumedMinutes(every: number): number {
  if (every < dayMinutes) return dayMinutes;
  return every < weekMinutes ? Math.max(weekMinutes, every) : 4 * every;
}

/** Milliseconds after midnight that its words name: `daily at 09:00`, `every day at 9 am`. */
function clockNamed(text: string): number | null {
  const match = /\bat (\d{1,2})(?::(\d{2}))?\s?(am|pm)?(?!\S)/i.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return null;
  const half = match[3]?.toLowerCase();
  const hours = half ? (Number(match[1]) % 12) + (half === "pm" ? 12 : 0) : Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  return hours > 23 || minutes > 59 ? null : (hours * 60 + minutes) * minute;
}

const weekdays = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];

/** The end of a day: `2026-12-24`, or the next `Friday`. Null for what only people understand. */
function dayNamed(until: string, liveMs: number, timeZone: string): number | null {
  const { date } = wallTime(liveMs, timeZone);
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(until)?.[0];
  const dated = iso === undefined ? Number.NaN : Date.parse(`${iso}T00:00:00Z`) / day;
  const weekday = weekdays.findIndex((name) => until.toLowerCase().includes(name));
  const away = weekday < 0 ? Number.NaN : (((weekday - date) % 7) + 7) % 7 || 7;
  const last = Number.isInteger(dated) ? dated : date + away;
  return Number.isFinite(last) ? wallMoment(last + 1, 0, timeZone) - 1 : null;
}
