/** Minutes per unit: of working time ("2 days" of effort is 16 hours) or of the clock. */
const units = {
  work: { s: 1 / 60, m: 1, h: 60, d: 480, w: 2400 },
  clock: { s: 1 / 60, m: 1, h: 60, d: 1440, w: 10_080 },
};
const part =
  /(\d{1,6}(?:\.\d{1,4})?)(?:\s{0,2}(?:-|–|—|to)\s{0,2}(\d{1,6}(?:\.\d{1,4})?))?\s{0,2}(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![\p{L}\d])/giu;

/** Minutes meant by "30 minutes", "1h 30m", "2-3 hours" (the longer: a forecast must hold) or undefined. */
export function minutesIn(text: string, measure: "work" | "clock" = "work"): number | undefined {
  let total = 0;
  let end = -1;
  for (const match of text.slice(0, 200).matchAll(part)) {
    if (end >= 0 && text.slice(end, match.index).trim() !== "") break;
    const unit = (match[3] ?? "m")[0]?.toLowerCase() as keyof typeof units.work;
    total += Math.max(Number(match[1]), Number(match[2] ?? 0)) * units[measure][unit];
    end = match.index + match[0].length;
  }
  return total > 0 ? Math.round(total * 1000) / 1000 : undefined;
}

/** The dialect's spelling: `90m`, `2h`. */
export function formatMinutes(minutes: number): string {
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** Reads the dialect's spelling exactly: `45m`, `2h`, `1h30m`, `1.5h`, `3d` of clock time. */
export function parseMinutes(text: string): number | undefined {
  const match = /^(?:(\d{1,6})h(?=\d))?(\d{1,9}(?:\.\d{1,20})?(?:e-?\d{1,3})?)(m|h|d)$/.exec(text);
  if (!match || (match[1] && match[3] !== "m")) return undefined;
  const minutes = Number(match[1] ?? 0) * 60 + Number(match[2]) * { m: 1, h: 60, d: 1440 }[match[3] as "m" | "h" | "d"];
  return minutes > 0 && Number.isFinite(minutes) ? minutes : undefined;
}
