const minute = 60_000;
const day = 24 * 60 * minute;

/** Moments at which the clocks of a place show a time, in whole minutes; knows summer time from Intl. */
export type WallClock = {
  /** Milliseconds the clocks are ahead of UTC at a moment. */
  offsetAt(ms: number): number;
  /**
   * The moment the clocks show `wallMs` (a local time written as if it were UTC). A time they show twice is taken as asked;
   * one they leave out is the moment at which they jump.
   */
  momentOf(wallMs: number, twice: "first" | "second"): number;
};

export function wallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const atMidnight = new Map<number, number>();

  const offsetAt = (ms: number): number => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value);
    const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, date, hour, minutes, second) - Math.floor(ms / 1000) * 1000;
  };
  // One look-up a day serves every day without a change of the clocks.
  const offsetOfDay = (ms: number): number => {
    const start = Math.floor(ms / day) * day;
    const known = atMidnight.get(start);
    if (known !== undefined) return known;
    const found = offsetAt(start);
    if (atMidnight.size > 20_000) atMidnight.clear();
    atMidnight.set(start, found);
    return found;
  };
  return {
    offsetAt,
    momentOf(wallMs, twice) {
      const before = offsetOfDay(wallMs - day);
      const after = offsetOfDay(wallMs + 2 * day);
      if (before === after) return wallMs - before;
      const shown = [wallMs - before, wallMs - after].filter((ms) => ms + offsetAt(ms) === wallMs);
      if (shown.length > 0) return twice === "first" ? Math.min(...shown) : Math.max(...shown);
      return jumpBetween(wallMs - 2 * day, wallMs + 2 * day, offsetAt);
    },
  };
}

function jumpBetween(from: number, to: number, offsetAt: (ms: number) => number): number {
  const before = offsetAt(from);
  let low = Math.floor(from / minute);
  let high = Math.ceil(to / minute);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * minute) === before) low = middle;
    else high = middle;
  }
  return high * minute;
}
