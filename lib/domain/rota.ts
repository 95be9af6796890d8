import type { ShiftRow } from "./go-live-rows";
import { wallMoment, wallTime } from "./zone-time";

const hour = 3_600_000;
const day = 24 * hour;
export const mostShifts = 500;
export const longestShift = 7 * day;

export type Shift = Omit<ShiftRow, "id">;

/** Whose shift it is at a moment; null where the rota has a gap. */
export function onDuty<S extends Shift>(shifts: readonly S[], ms: number): S | null {
  return shifts.find((shift) => startOf(shift) <= ms && ms < endOf(shift)) ?? null;
}

/** The first shift of somebody else that begins after a moment. */
export function nextOnRota<S extends Shift>(shifts: readonly S[], ms: number, personId: string): S | null {
  const later = shifts.filter((shift) => shift.personId !== personId && startOf(shift) > ms);
  return later.toSorted((a, b) => startOf(a) - startOf(b))[0] ?? null;
}

/** What one rota has that the other hasn't: a shift that was moved or given to somebody else is gone, and a new one. */
export function rotaChanges<A extends Shift, B extends Shift>(
  from: readonly A[],
  to: readonly B[],
): { gone: A[]; fresh: B[] } {
  const [before, after] = [new Set(from.map(shiftId)), new Set(to.map(shiftId))];
  return {
    gone: from.filter((shift) => !after.has(shiftId(shift))),
    fresh: to.filter((shift) => !before.has(shiftId(shift))),
  };
}

/** The same text for the same shift, however its times are written. */
export function shiftId(shift: Shift): string {
  return `${iso(startOf(shift))} ${iso(endOf(shift))} ${shift.personId}`;
}

/** What is wrong with a rota, in words; null when nothing is. */
export function rotaProblem(shifts: readonly Shift[]): string | null {
  if (shifts.length > mostShifts) return `A rota has ${mostShifts} shifts at the most.`;
  const ordered = shifts.toSorted((a, b) => startOf(a) - startOf(b));
  for (const [n, shift] of ordered.entries()) {
    const length = endOf(shift) - startOf(shift);
    if (length <= 0) return "A shift ends after it begins.";
    if (length > longestShift) return "A shift lasts a week at the most.";
    const before = ordered[n - 1];
    if (before && startOf(shift) < endOf(before)) {
      return `Two shifts overlap at ${shift.startsAt}. One person has the checks at any time: let one end where the next begins.`;
    }
  }
  return null;
}

export type ShiftPattern = {
  people: readonly string[];
  startsAt: string;
  hours: number;
  until: string;
  timeZone: string;
};

/**
 * Shifts of equal length by the clock on the wall, one person after the other and round again: the early shift begins at
 * 06:00 whatever summer time does to the night before.
 */
export function patternShifts({ people, startsAt, hours, until, timeZone }: ShiftPattern): Shift[] {
  const start = Date.parse(startsAt);
  const end = Date.parse(until);
  const { date, time } = wallTime(start, timeZone);
  const boundary = (n: number) => {
    const wall = time + n * hours * hour;
    const days = Math.floor(wall / day);
    return n === 0 ? start : wallMoment(date + days, wall - days * day, timeZone);
  };
  const shifts: Shift[] = [];
  for (let n = 0; shifts.length < mostShifts && people.length > 0 && hours > 0; n += 1) {
    const from = boundary(n);
    if (from >= end) break;
    const to = Math.min(boundary(n + 1), end);
    const personId = people[n % people.length] ?? "";
    // An hour that the clocks leave out is no shift.
    if (to > from) shifts.push({ personId, startsAt: iso(from), endsAt: iso(to) });
  }
  return shifts;
}

export function startOf({ startsAt }: Shift): number {
  return Date.parse(startsAt);
}

export function endOf({ endsAt }: Shift): number {
  return Date.parse(endsAt);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
