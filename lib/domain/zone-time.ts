import { type WallClock, wallClock } from "./wall-clock";

const minute = 60_000;
const dayMinutes = 24 * 60;
const day = dayMinutes * minute;

const clocks = new Map<string, WallClock>();

/** The clocks of a place; made once, as asking Intl for one is dear. */
export function clockIn(timeZone: string): WallClock {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = wallClock(timeZone);
    if (clocks.size > 100) clocks.clear();
    clocks.set(timeZone, clock);
  }
  return clock;
}

/**
 * `minutes` after a moment: whole days by the clock on the wall, so that a day after 09:00 is 09:00 whatever summer time
 * does; anything else by the time that passes.
 */
export function addTime(ms: number, minutes: number, timeZone: string): number {
  if (minutes % dayMinutes !== 0 || minutes === 0) return ms + minutes * minute;
  const clock = clockIn(timeZone);
  return clock.momentOf(ms + clock.offsetAt(ms) + minutes * minute, "first");
}

/** A moment as its place's clocks show it: days since 1970, and milliseconds after midnight. */
export function wallTime(ms: number, timeZone: string): { date: number; time: number } {
  const wall = ms + clockIn(timeZone).offsetAt(ms);
  const date = Math.floor(wall / day);
  return { date, time: wall - date * day };
}

/** The moment at which the clocks of a place show a time of a day; the first of two. */
export function wallMoment(date: number, time: number, timeZone: string): number {
  return clockIn(timeZone).momentOf(date * day + time, "first");
}

/** A moment as a field for local times holds it: `2026-11-20T14:30`. Empty for none. */
export function localText(iso: string | null, timeZone: string): string {
  if (iso === null) return "";
  const ms = Date.parse(iso);
  return new Date(ms + clockIn(timeZone).offsetAt(ms)).toISOString().slice(0, 16);
}

/** The moment such a text names in a zone, ISO; null while it names none. */
export function instantIn(local: string, timeZone: string): string | null {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) ? Date.parse(`${local.slice(0, 16)}:00Z`) : Number.NaN;
  return Number.isNaN(wall) ? null : new Date(clockIn(timeZone).momentOf(wall, "first")).toISOString();
}
