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
