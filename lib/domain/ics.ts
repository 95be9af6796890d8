import { utf8ToBytes } from "@noble/hashes/utils.js";

/** One entry of a calendar; times in milliseconds, shown by each calendar in its reader's zone. */
export type CalendarEvent = {
  /** Stays the same however often the event moves, so that it moves in the calendar too. */
  uid: string;
  at: number;
  /** At the start where nothing lasts. */
  endsAt: number;
  title: string;
  description: string;
  url: string;
  /** Takes no time of the reader's: shown, but not as busy. */
  free: boolean;
  changedAt: number;
};

const longestLine = 75;

/** A calendar as RFC 5545 has it. All times are UTC, so that no zone and no summer time can be misread. */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Gonogo//Gonogo//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
    `NAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join("");
}

function eventLines({ uid, at, endsAt, title, description, url, free, changedAt }: CalendarEvent): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utc(changedAt)}`,
    `DTSTART:${utc(at)}`,
    `DTEND:${utc(Math.max(at, endsAt))}`,
    `SUMMARY:${escapeText(title)}`,
    ...(description === "" ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    `URL:${url}`,
    `TRANSP:${free ? "TRANSPARENT" : "OPAQUE"}`,
    "END:VEVENT",
  ];
}

/** `20261120T120000Z`. */
function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** A carriage return alone would end a line for some readers; other control characters mean nothing in a calendar. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\n]/gu, " ")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** Lines have 75 bytes at the most, and no character is cut in two. */
function fold(line: string): string {
  if (line.length <= longestLine / 4) return line;
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const character of line) {
    const size = utf8ToBytes(character).length;
    if (bytes + size > longestLine) {
      parts.push(part);
      [part, bytes] = [" ", 1];
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join("\r\n");
}
