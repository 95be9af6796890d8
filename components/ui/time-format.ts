const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Parts = {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
  weekday: string;
  dayNumber: number;
};

/** A formatter costs more than a hundred uses of it; people sit in few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();
const formatsKept = 40;

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    if (formats.size >= formatsKept) formats.clear();
    formats.set(timeZone, format);
  }
  return format;
}

/** The wall clock of a zone, as if it were UTC; only numbers come from Intl, so that server and browser agree to the letter. */
function wallClock(at: number, timeZone: string): Date {
  if (timeZone === "UTC") return new Date(at);
  const found: Record<string, number> = {};
  for (const { type, value } of formatIn(timeZone).formatToParts(at)) found[type] = Number(value);
  const { year = 0, month = 1, day: date, hour: hours, minute: minutes } = found;
  return new Date(Date.UTC(year, month - 1, date, hours, minutes));
}

function partsIn(at: number, timeZone: string): Parts {
  const clock = wallClock(at, timeZone);
  return {
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    hour: String(clock.getUTCHours()).padStart(2, "0"),
    minute: String(clock.getUTCMinutes()).padStart(2, "0"),
    weekday: weekdays[clock.getUTCDay()] ?? "",
    dayNumber: Math.floor(clock.getTime() / day),
  };
}

/** `20 Nov 2026, 14:30`; the zone is said by the caller or by `zone`. */
export function formatDateTime(iso: string, timeZone: string, zone = false): string {
  const at = partsIn(Date.parse(iso), timeZone);
  return `${at.day} ${months[at.month - 1]} ${at.year}, ${at.hour}:${at.minute}${zone ? ` ${timeZone === "UTC" ? "UTC" : timeZone}` : ""}`;
}

/** `20 Nov 2026`. */
export function formatDate(iso: string, timeZone: string): string {
  const at = partsIn(Date.parse(iso), timeZone);
  return `${at.day} ${months[at.month - 1]} ${at.year}`;
}

/** `2026-11-20`: the day a moment falls on in a zone. */
export function formatIsoDay(iso: string, timeZone: string): string {
  const { year, month, day: date } = partsIn(Date.parse(iso), timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** `14:30`. */
export function formatClock(iso: string, timeZone: string): string {
  const at = partsIn(Date.parse(iso), timeZone);
  return `${at.hour}:${at.minute}`;
}

/** `Today 14:30`, `Tomorrow 06:30`, `Monday 09:00` within six days, else the date. */
export function formatDay(iso: string, now: number, timeZone: string): string {
  const at = partsIn(Date.parse(iso), timeZone);
  const today = partsIn(now, timeZone);
  const away = at.dayNumber - today.dayNumber;
  const clock = `${at.hour}:${at.minute}`;
  if (away === 0) return `Today ${clock}`;
  if (away === 1) return `Tomorrow ${clock}`;
  if (away === -1) return `Yesterday ${clock}`;
  if (away > 1 && away < 7) return `${at.weekday} ${clock}`;
  return `${at.day} ${months[at.month - 1]}${at.year === today.year ? "" : ` ${at.year}`}, ${clock}`;
}

/** The same within a sentence: `today 14:30`. */
export function inSentence(day: string): string {
  return day.replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase());
}

/** `just now`, `12 min ago`, `in 3 h`, `in 2 days`; months and beyond are left to the date. */
export function formatAgo(iso: string, now: number): string {
  const away = Date.parse(iso) - now;
  const size = Math.abs(away);
  // A page's clock moves every 15 seconds: what was done since it last did is not to come.
  if (size < minute) return away > 15_000 ? "in a moment" : "just now";
  const words =
    size < hour
      ? `${Math.floor(size / minute)} min`
      : size < 2 * day
        ? `${Math.floor(size / hour)} h`
        : `${Math.floor(size / day)} days`;
  return away > 0 ? `in ${words}` : `${words} ago`;
}

/** What is left of a countdown: `12:05`, `1:00:00`; `0:00` once it is over. A started second counts whole. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
