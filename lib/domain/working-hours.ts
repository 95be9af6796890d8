import { z } from "zod";
import { list } from "./plain-text";

/** In the order of the week, Monday first. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
export const dayNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { message: "Give a time of day such as 09:30." });
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { message: "Name a time zone such as Europe/Berlin or UTC." });
/** A week with less would make a forecast of years. */
const fewestMinutes = 60;

/**
 * When work goes on: on these days, from one time to the other by the clocks of a place. `to` at or before `from` ends on
 * the day after, as a night shift does; `00:00` to `24:00` is the whole day.
 */
export const workingHoursSchema = z
  .strictObject({
    days: z
      .array(z.enum(weekdays))
      .min(1, { message: "Name at least one day." })
      .max(7)
      .refine((days) => new Set(days).size === days.length, { message: "Name each day once." }),
    from: clock.refine((text) => text !== "24:00", { message: "Say 00:00 for the start of a day." }),
    to: clock,
    timeZone: timeZoneSchema,
  })
  .refine(({ from, to }) => shiftMinutes(from, to) >= fewestMinutes, {
    path: ["to"],
    message: "Leave at least an hour between the two times.",
  });
export type WorkingHours = z.infer<typeof workingHoursSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Minutes after midnight. */
export function clockMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** Minutes from the start of a shift to its end, by the clock. */
export function shiftMinutes(from: string, to: string): number {
  const length = clockMinutes(to) - clockMinutes(from);
  return length > 0 ? length : length + 24 * 60;
}

/** `Monday to Friday, 09:00 to 17:00 (Europe/Berlin)`; without hours, `round the clock`. */
export function hoursInWords(hours: WorkingHours | null): string {
  if (!hours) return "round the clock";
  const { days, from, to, timeZone } = hours;
  const nextDay = clockMinutes(to) <= clockMinutes(from) ? " the next day" : "";
  return `${daysInWords(days)}, ${from} to ${to}${nextDay} (${timeZone})`;
}

function daysInWords(days: readonly Weekday[]): string {
  const places = days.map((day) => weekdays.indexOf(day)).toSorted((a, b) => a - b);
  const [first = 0] = places;
  if (days.length === 7) return "every day";
  const run = places.every((place, at) => place === first + at);
  const names = places.map((place) => dayNames[weekdays[place] ?? "mon"]);
  return run && days.length > 2 ? `${names[0]} to ${names.at(-1)}` : list(names);
}
