/** Minutes per unit: of working time ("2 days" of effort is 16 hours) or of the clock. */
const units = {
  work: { s: 1 / 60, m: 1, h: 60, d: 480, w: 2400 },
  clock: { s: 1 / 60, m: 1, h: 60, d: 1440, w: 10_080 },
};
const part =
  /(\d{1,6}(?:[.,]\d{1,4})?)(?:\s{0,2}(?:-|–|—|to|bis|à|a)\s{0,2}(\d{1,6}(?:[.,]\d{1,4})?))?\s{0,2}(seconds?|secs?|sekunden?|secondes?|segundos?|secondi|секунд[аы]?|сек|秒|s|minutes?|minuten?|minutos?|minut[oi]|минут[аы]?|мин|分钟|分間|分|분|mins?|m|hours?|stunden?|std|heures?|horas?|or[ae]|час(?:а|ов)?|小时|時間|시간|hrs?|h|days?|tag(?:e|en)?|jours?|días?|dias?|giorn[oi]|дн(?:я|ей|и)|день|天|日間|日|d|weeks?|wochen?|semaines?|semanas?|settiman[ae]|недел[яиь]|周|週間|週|w)(?![\p{Script=Latin}\p{Script=Cyrillic}\d])/giu;

const unitStems: [RegExp, "s" | "m" | "h" | "d" | "w"][] = [
  [/^(?:w|sem|settim|недел|周|週)/i, "w"],
  [/^(?:s$|sec|sek|seg|сек|秒)/i, "s"],
  [/^(?:m|мин|分|분)/i, "m"],
  [/^(?:h|st|or|час|小时|時間|시간)/i, "h"],
  [/^(?:d|tag|j|g|день|天|日)/i, "d"],
];

/** The unit a word in one of the languages means. */
function unitOf(word: string): "s" | "m" | "h" | "d" | "w" {
  return unitStems.find(([stem]) => stem.test(word))?.[1] ?? "m";
}

/** Minutes meant by "30 minutes", "1h 30m", "2-3 hours" (the longer: a forecast must hold) or undefined. */
export function minutesIn(text: string, measure: "work" | "clock" = "work"): number | undefined {
  let total = 0;
  let end = -1;
  for (const match of text.slice(0, 200).matchAll(part)) {
    if (end >= 0 && text.slice(end, match.index).trim() !== "") break;
    const amount = (text: string | undefined) => Number((text ?? "0").replace(",", "."));
    total += Math.max(amount(match[1]), amount(match[2])) * units[measure][unitOf(match[3] ?? "m")];
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
