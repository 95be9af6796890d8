import type { Item } from "@/lib/domain/template";
import { minutesIn } from "./duration";

const length =
  /(\d{1,4}\s?(?:minut[a-zñ]{0,3}|mins?|minuten|hours?|hrs?|stunden?|heures?|horas?|or[ae]|минут[аы]?|мин|час(?:а|ов)?|分钟|分間|分|小时|時間|분|시간|h|m)(?![\p{Script=Latin}\p{Script=Cyrillic}\d]))/giu;
const verbs =
  /(?<!\p{L})(?:hold|soak|bake|monitor|observe|wait|watch|(?:ab)?warten|beobachten|überwachen|halten|attend(?:re|ez)|patient(?:er|ez)|surveill(?:er|ez)|observ(?:er|ez|ar|are)|maintenir|esper(?:ar|e|en)|vigilar|mantener|monitor(?:ear|izar|ar|are)|aguard(?:ar|e)|manter|attendere|aspettare|osservare|mantenere|подожд\p{L}{1,4}|выждать|жд(?:ать|ите)|наблюда\p{L}{1,4}|мониторить|удерживать)(?!\p{L})|等待|观察|监控|保持|待(?:つ|機|ち)|監視|観察|様子見|維持|모니터링|관찰|대기|유지/giu;
const recurring = /\b(?:every|each|alle|toutes|tous|cada|ogni)\b|кажды|每|ごと|おき|毎/iu;
const bracketed = /\((?:[a-z ]{0,20}\s)?(\d{1,4}\s?(?:minutes?|mins?|hours?|hrs?|h|m))\)/i;
const share =
  /(\d{1,3}(?:\.\d{1,2})?)\s?%(?=\sof|\s?(?:de |du |del |do |dos |des |der |di )?(?:traffic|canary|roll-?out|users|trafic|tráfico|tráfego|traffico|трафик|流量|トラフィック|utilisateurs|usuarios|usuários|utenti|nutzer|benutzer|пользоват|用户|ユーザ))|(?:traffic|流量|トラフィック)[^%\d]{0,20}(\d{1,3})\s?%/iu;
const farthest = 24;

/** "Hold for 10 minutes", "5% traffic (5 minutes)", "15 Minuten beobachten"; the share may stand on the item above. */
export function readHold(title: string, above: string): Item["hold"] {
  const traffic = shareOf(title);
  const said = heldFor(title.slice(0, 500)) ?? (traffic === undefined ? undefined : bracketed.exec(title)?.[1]);
  const lasts = said && minutesIn(said, "clock");
  if (!lasts) return undefined;
  const part = traffic ?? shareOf(above);
  return { minutes: lasts, ...(part === undefined ? {} : { traffic: part }) };
}

/** True for a metric such as "wait" in "wait at least 30 minutes": a hold and no value to measure. */
export function namesHold(metric: string): boolean {
  return metric.length < 40 && [...metric.matchAll(verbs)].length > 0;
}

/** The length of time beside a word of waiting, with no other number, bracket or "every" between them. */
function heldFor(title: string): string | undefined {
  const waits = [...title.matchAll(verbs)].slice(0, 10);
  if (waits.length === 0) return undefined;
  const lengths = [...title.matchAll(length)].slice(0, 10);
  for (const wait of waits) {
    const end = wait.index + wait[0].length;
    const after = lengths.find(({ index }) => index >= end);
    if (after && joins(title.slice(end, after.index))) return after[0];
  }
  const whole =
    waits[0]?.index === 0 &&
    /\bfor (?:at least |another |the next )?(\d{1,4}\s?(?:minutes?|mins?|hours?|hrs?|h|m))\.?$/i.exec(title);
  if (whole && !recurring.test(title)) return whole[1];
  for (const wait of waits) {
    const before = lengths.findLast((each) => each.index + each[0].length <= wait.index);
    if (before && isForeign(wait[0]) && joins(title.slice(before.index + before[0].length, wait.index)))
      return recurring.test(title.slice(Math.max(0, before.index - 10), before.index)) ? undefined : before[0];
  }
  return undefined;
}

function joins(between: string): boolean {
  return between.length <= farthest && !/[()\d]/.test(between) && !recurring.test(between);
}

/** English puts the time behind the verb; before it stands something else ("after 5 minutes watch the queue"). */
function isForeign(verb: string): boolean {
  return !/^(?:hold|soak|bake|monitor|observe|wait|watch)$/i.test(verb);
}

function shareOf(title: string): number | undefined {
  const match = share.exec(title);
  const value = Number(match?.[1] ?? match?.[2] ?? Number.NaN);
  return value >= 0 && value <= 100 ? value : undefined;
}
