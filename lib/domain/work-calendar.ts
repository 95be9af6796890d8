import { type WallClock, wallClock } from "./wall-clock";
import { clockMinutes, shiftMinutes, type WorkingHours, weekdays } from "./working-hours";

const minute = 60_000;
const day = 24 * 60 * minute;
/** Work for longer than ten years is forecast for their end: nobody plans by that, and counting on would take for ever. */
const farthestDays = 3_660;

/** Turns minutes of work from a moment on into moments; everybody has the same hours. */
export type WorkCalendar = {
  /** When work can go on once `minutes` are done: the end of one piece is the start of the next, but for a night between. */
  startAfter(nowMs: number, minutes: number): number;
  /** When `minutes` of work are done. */
  endAfter(nowMs: number, minutes: number): number;
  /** The last moment to begin `minutes` of work that must be done by `byMs`. */
  startBefore(byMs: number, minutes: number): number;
  /** Minutes of work between two moments; 0 when the second isn't after the first. */
  workedBetween(fromMs: number, toMs: number): number;
};

const roundTheClock: WorkCalendar = {
  startAfter: (nowMs, minutes) => nowMs + minutes * minute,
  endAfter: (nowMs, minutes) => nowMs + minutes * minute,
  startBefore: (byMs, minutes) => byMs - minutes * minute,
  workedBetween: (fromMs, toMs) => Math.max(0, toMs - fromMs) / minute,
};

const known = new Map<string, WorkCalendar>();

/** Kept by its hours: a page of a thousand runs counts the same days over and over. */
export function workCalendar(hours: WorkingHours | null): WorkCalendar {
  if (!hours) return roundTheClock;
  const key = `${hours.days} ${hours.from} ${hours.to} ${hours.timeZone}`;
  const found = known.get(key) ?? calendarOf(hours);
  if (known.size > 50) known.clear();
  known.set(key, found);
  return found;
}

type Shift = { start: number; end: number };

function calendarOf(hours: WorkingHours): WorkCalendar {
  const clock = wallClock(hours.timeZone);
  const shifts = new Map<number, Shift | null>();
  const shiftOf = (date: number): Shift | null => {
    const found = shifts.get(date);
    if (found !== undefined) return found;
    const made = makeShift(hours, clock, date);
    if (shifts.size > 20_000) shifts.clear();
    shifts.set(date, made);
    return made;
  };
  const walk = (nowMs: number, minutes: number, enough: (left: number, has: number) => boolean): number => {
    // A night shift that began yesterday may still go on.
    const first = Math.floor((nowMs + clock.offsetAt(nowMs)) / day) - 1;
    let left = minutes * minute;
    let last = nowMs;
    for (let date = first; date <= first + farthestDays; date += 1) {
      const shift = shiftOf(date);
      if (!shift || shift.end <= nowMs) continue;
      const start = Math.max(shift.start, nowMs);
      if (enough(left, shift.end - start)) return start + left;
      left -= shift.end - start;
      last = shift.end;
    }
    return last;
  };
  const startBefore = (byMs: number, minutes: number): number => {
    if (minutes === 0) return byMs;
    const first = Math.floor((byMs + clock.offsetAt(byMs)) / day) + 1;
    let left = minutes * minute;
    let earliest = byMs;
    for (let date = first; date >= first - farthestDays; date -= 1) {
      const shift = shiftOf(date);
      if (!shift || shift.start >= byMs) continue;
      const end = Math.min(shift.end, byMs);
      if (left <= end - shift.start) return end - left;
      left -= end - shift.start;
      earliest = shift.start;
    }
    return earliest;
  };
  const workedBetween = (fromMs: number, toMs: number): number => {
    const first = Math.floor((fromMs + clock.offsetAt(fromMs)) / day) - 1;
    let worked = 0;
    for (let date = first; date <= first + farthestDays; date += 1) {
      const shift = shiftOf(date);
      if (shift && shift.start >= toMs) break;
      if (shift) worked += Math.max(0, Math.min(shift.end, toMs) - Math.max(shift.start, fromMs));
      // Days off to the end: nothing later begins before `toMs`.
      if (!shift && date * day - clock.offsetAt(toMs) > toMs) break;
    }
    return worked / minute;
  };
  return {
    startBefore,
    workedBetween,
    startAfter: (nowMs, minutes) => walk(nowMs, minutes, (left, has) => left < has),
    endAfter: (nowMs, minutes) => (minutes === 0 ? nowMs : walk(nowMs, minutes, (left, has) => left <= has)),
  };
}

/** The shift which begins on a local date (days since 1970), or null on a day off. */
function makeShift({ days, from, to }: WorkingHours, clock: WallClock, date: number): Shift | null {
  const weekday = weekdays[(((date + 3) % 7) + 7) % 7];
  if (!weekday || !days.includes(weekday)) return null;
  const wallStart = date * day + clockMinutes(from) * minute;
  const wallEnd = wallStart + shiftMinutes(from, to) * minute;
  // Where the clocks show an hour twice, only what lies within the hours both ways is worked.
  const end = clock.momentOf(wallEnd, "first");
  const late = clock.momentOf(wallStart, "second");
  const start = late < end ? late : clock.momentOf(wallStart, "first");
  return start < end ? { start, end } : null;
}
