import type { Expectation } from "@/lib/domain/template-leaves";
import { plainTitle } from "./inline";
import { shorten } from "./shorten";

const comparison =
  /(^|[^-=<>])(<=|>=|≤|≥|<|>)\s{0,2}~?(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,8}|,\d{1,2}(?!\d))?)\s?([^\s,;:()?？，；：（）、。]{0,20})/u;
const unitWords =
  /^(?:%|sekunden?|secondes?|segundos?|secondi|секунд[аы]?|秒|minuten?|minutos?|minuti|минут[аы]?|分钟?|stunden?|heures?|horas?|ore|час(?:а|ов)?|小时|時間|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|×|rps|qps|tps|req\/s|req|requests?(?:\/s)?|[kmgt]i?b(?:\/(?:s|sec|min|h|hour|day|month))?|(?:rows|events|messages|records|ops|tx)\/(?:s|sec|min)|[kmgt]i|x|users?|errors?|pods?|nodes?|restarts?|m|cores?|usd|eur|points?)\.?$/iu;
const span =
  /\b(?:for|over|within|during|in the|first)\s(?:the\s)?(?:first\s|last\s|past\s|more than\s|at least\s)?\d{0,4}\+?\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?)\b/i;
const comparators: Record<string, Expectation["comparator"]> = {
  "≤": "<=",
  "≥": ">=",
  "<=": "<=",
  ">=": ">=",
  "<": "<",
  ">": ">",
};

const number = String.raw`~?(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,8}|,\d{1,2}(?!\d))?)`;
const inWords = new RegExp(
  String.raw`(?<!\p{L})(less than|under|below|fewer than|at most|no more than|max(?:imum)?(?: of)?|more than|over|above|greater than|exceed(?:s|ing)?|at least|no less than|min(?:imum)?(?: of)?|within(?: the)?(?: last)?|unter|weniger als|höchstens|maximal|über|mehr als|mindestens|moins de|inférieur[es]{0,2} à|au plus|plus de|supérieur[es]{0,2} à|au moins|menos de|menor (?:que|a)|inferior a|como máximo|más de|mayor (?:que|a)|al menos|mais de|maior que|pelo menos|no máximo|meno di|inferiore a|al massimo|più di|superiore a|almeno|менее(?: чем)?(?: за)?|меньше|не более|более|больше|не менее)\s${number}\s?([^\s,;()?？]{1,20})`,
  "iu",
);
const wordComparators: [RegExp, Expectation["comparator"]][] = [
  [/^(?:at most|no more|max|within|höchstens|au plus|como máximo|no máximo|al massimo|не более)/iu, "<="],
  [/^(?:at least|no less|min$|minimum|mindestens|au moins|al menos|pelo menos|almeno|не менее)/iu, ">="],
  [/^(?:less|under|below|fewer|unter|weniger|moins|inf|meno|мен)/iu, "<"],
  [/^(?:more|over|above|greater|exceed|über|mehr|plus|sup|más|mayor|mais|maior|più|бол)/iu, ">"],
];
const range = new RegExp(
  String.raw`(?:^|[\s:(])${number}\s?%?\s?[-–]\s?${number}\s?(%|[a-z]{1,12})(?![\p{L}\d-])`,
  "iu",
);
const beside = /\((target|goal|limit|max|maximum|threshold)\s?:\s?([^()]{1,80})\)/i;

type Found = {
  at: number;
  end: number;
  comparator: Expectation["comparator"];
  value: number;
  upper?: number;
  word: string;
  plus?: boolean;
};

/** A number with a decimal point, or a decimal comma as in "99,9". */
const amount = (text: string | undefined) => Number((text ?? "").replace(/,(?=\d{1,2}$)/, ".").replaceAll(",", ""));

function findSign(text: string): Found | undefined {
  const match = comparison.exec(text);
  const comparator = comparators[match?.[2] ?? ""];
  if (!match || !comparator) return undefined;
  const at = match.index + (match[1] ?? "").length;
  return { at, end: match.index + match[0].length, comparator, value: amount(match[3]), word: match[4] ?? "" };
}

/** "at least 3 nodes", "under 5 minutes", "within 15 seconds": only with a unit we know. */
function findWords(text: string): Found | undefined {
  const match = inWords.exec(text);
  const comparator = wordComparators.find(([pattern]) => pattern.test(match?.[1] ?? ""))?.[1];
  if (!match || !comparator || !unitWords.test(match[3] ?? "")) return undefined;
  const rest = text.slice(match.index + match[0].length);
  const due = /^within\b/i.test(match[0]) && /^(?:d|days?|weeks?)$/i.test(match[3] ?? "");
  // "At least 1 hour before", "within 30 days" say when.
  if (due || /^\s?(?:before|after|prior|ahead|earlier|later|vor|nach|avant|après|antes|después|depois)\b/iu.test(rest))
    return undefined;
  // "At least 3x" says how often.
  if (/^[x×]$/i.test(match[3] ?? "") && !/^\s?(?:the\s)?baseline\b/i.test(rest)) return undefined;
  return {
    at: match.index,
    end: match.index + match[0].length,
    comparator,
    value: amount(match[2]),
    word: match[3] ?? "",
  };
}

/** "95%+ success rate": what is measured stands behind, or before a colon. */
function findPlus(text: string): Found | undefined {
  const match = /(?:^|[\s:(])(\d{1,3}(?:\.\d{1,4})?)\s?(%)\s?\+(?=\s\p{L}|\s?\)?$)/u.exec(text);
  if (!match) return undefined;
  const at = match.index + (/^\d/.test(match[0]) ? 0 : 1);
  return { at, end: match.index + match[0].length, comparator: ">=", value: Number(match[1]), word: "%", plus: true };
}

/** "CPU usage 10-20%". */
function findRange(text: string): Found | undefined {
  const match = range.exec(text);
  const [from, to] = [amount(match?.[1]), amount(match?.[2])];
  if (!match || to <= from || !measuredIn.test(match[3] ?? "") || share.test(text.slice(match.index + match[0].length)))
    return undefined;
  return {
    at: match.index,
    end: match.index + match[0].length,
    comparator: ">=",
    value: from,
    upper: to,
    word: match[3] ?? "",
  };
}

/** "5-10% of traffic": how much of it, and nothing to measure. */
const share =
  /^\s?(?:of\s)?(?:the\s|all\s|our\s)?(?:traffic|users|requests|customers|roll-?out|canary|nodes|instances|pods|hosts|servers)\b/i;
const measuredIn = /^(?:%|ms|rps|qps|tps|[kmgt]i?b)$/i;

/** The threshold in a sentence such as "P95 latency < 200 ms (first hour)", or undefined when it states none. */
export function readThreshold(title: string): Expectation | undefined {
  const text = decoded(plainTitle(title)).slice(0, 300);
  const found = findSign(text) ?? findWords(text) ?? findPlus(text) ?? findRange(text);
  if (!found || !Number.isFinite(found.value)) return undefined;
  const { comparator, upper } = found;
  const { value, word, rest } = inThousands(found, text.slice(found.end));
  if (/(?:^|\s)(?:0|zero|no)\s[^:]{0,30}$/i.test(text.slice(0, found.at))) return undefined;
  const known = unitWords.test(word);
  const baseline = /^[x×]$/i.test(word) && /^\s?(?:the\s)?baseline\b/i.test(rest);
  const percentile = /^\s?(P\d{2,3})\b/i.exec(known ? rest : ` ${word}`)?.[1];
  const before = text.slice(0, found.at);
  const metric =
    (found.plus && metricAfter(rest)) ||
    bracketedMetric(before, known ? rest : `${word}${rest}`, known) ||
    joinMetric(cleanMetric(before), percentile) ||
    metricAfter(known ? rest : `${word}${rest}`);
  if (metric === "" || conditional.test(metric)) return undefined;
  const window = span.exec(rest)?.[0].replace(/^(?:for|over|during|in the)\s(?:the\s)?/i, "");
  const said = beside.exec(rest);
  return {
    metric,
    comparator,
    value,
    unit: known ? `${word.replace(/\.$/, "")}${baseline ? " baseline" : ""}` : "",
    ...(upper === undefined ? {} : { upper }),
    ...(window ? { window: shorten(window, 80) } : {}),
    ...(said ? { [/^(?:target|goal)$/i.test(said[1] ?? "") ? "target" : "limit"]: (said[2] ?? "").trim() } : {}),
  };
}

/** "If > 3 s, go back" names nothing that is measured. */
const conditional = /^(?:if|when|wenn|falls|si|se|quando|cuando|если|如果|若)$/iu;

const badHigh = /error|failure|latency|response time|downtime|\blag\b|\bloss\b|timeout|crash|5xx|incident/i;
const goodHigh = /uptime|availab|coverage|success|throughput|\bpass|score|\bfree\b|accura|hit rate|\bhealthy\b/i;

/** False for "error rate > 5 %", "availability < 99 %": what nobody wants to see. */
export function isWanted({ metric, comparator }: Expectation): boolean {
  const high = comparator === ">" || comparator === ">=";
  return high ? !badHigh.test(metric) || goodHigh.test(metric) : !goodHigh.test(metric) || badHigh.test(metric);
}

/** Signs of comparison that are written as HTML. */
function decoded(text: string): string {
  const signs: Record<string, string> = { lt: "<", gt: ">", le: "≤", ge: "≥" };
  return text.includes("&") ? text.replace(/&(lt|gt|le|ge);/g, (whole, name: string) => signs[name] ?? whole) : text;
}

const measure =
  /(?<!\p{L})(?:response|latency|load|times?|rate|coverage|errors?|downtime|uptime|availability|throughput|loss|size|score|usage|lag|failures?|memory|cpu|duration)$/iu;
const qualifier =
  /^(?:on|in|at|for|per|of|to|from|under|over|during|within|average|avg|mean|median|initial|total|max)\b/i;

const advice = /\s(?:recommended|required|minimum|preferred|expected)$/i;

/** "Check speed (<450ms API response)", "pilot stays small (≤2 testers)": in a bracket the words behind the value say what it measures. */
function bracketedMetric(before: string, rest: string, known: boolean): string {
  const open = before.lastIndexOf("(");
  if (open < 0 || before.slice(open + 1).trim() !== "") return "";
  const words = (/^\s{0,2}(\p{L}[\p{L}\d\s-]{2,40})\)/u.exec(rest)?.[1]?.trim() ?? "").replace(advice, "");
  if (qualifier.test(words) || words.split(/\s/).length > 4) return "";
  return known && !measure.test(words) ? "" : words;
}

/** ">90% pass rate": the words behind say what is measured. */
function metricAfter(rest: string): string {
  const words = (/^\s{0,2}(\p{L}[\p{L}\s-]{2,40})/u.exec(rest)?.[1]?.trim() ?? "").replace(
    /\s(?:within|in|over|during|for|at|after|before|on|by)$/i,
    "",
  );
  return words.split(/\s/).length <= 4 ? words : "";
}

function cleanMetric(text: string): string {
  return lastClause(inBracket(text))
    .replace(/[([]?(?:target|limit|threshold|goal|max|min)?\s?:?\s?[([]?$/i, "")
    .replace(/(?<=\p{L}.*)\s{1,3}[~≈]?\d[\d.,]{0,9}\s?(?:%|[kmgt]i?b|ms|s|x)\s{0,3}$/iu, "")
    .replace(
      /(?<=\p{L}\s?)\s(?:(?:is|are)\s)?(?:reasonable|normal|acceptable|within (?:limits|range|target|bounds)|measured|verified|checked|confirmed|configured|enabled|optimi[sz]ed)\s{0,3}$/iu,
      "",
    )
    .replace(
      /\s(?:is|are|must be|should be|stays?|of|at|in|en|em|for|to|below|above|under|over|between|zwischen|entre|tra|между)\s?$/i,
      "",
    )
    .replace(/[\s:([,–—-]{1,5}$/, "")
    .trim()
    .slice(0, 200)
    .toWellFormed();
}

/** "Backups tested (restore time <2 hours)": what an open bracket names is measured, unless it only says "target". */
function inBracket(text: string): string {
  const open = text.lastIndexOf("(");
  if (open < 0 || text.indexOf(")", open) >= 0) return text;
  const inside = text.slice(open + 1);
  const named =
    /\p{L}{3}|^\s?P\d{2,3}\s/u.test(inside) &&
    !/^\s?(?:target|limit|threshold|goal|max|min|should|must|expected?)\b/i.test(inside);
  if (named && !/[a-z0-9]\s?[,;]/i.test(inside)) return inside;
  return /[a-z0-9]\s?[,;]/i.test(inside) ? text.slice(0, open) : text;
}

/** ">50K rows/sec": fifty thousand of them. */
function inThousands({ value, word }: Found, rest: string): { value: number; word: string; rest: string } {
  const size = word === "K" || word === "k" ? 1000 : word === "M" && /^\s\p{L}{3}/u.test(rest) ? 1_000_000 : undefined;
  const next = size && /^\s(\S{1,20})/.exec(rest);
  if (!size) return { value, word, rest };
  return { value: value * size, word: next?.[1] ?? "", rest: next ? rest.slice(next[0].length) : rest };
}

/** Of a long text, what stands behind its last sentence, dash, arrow or semicolon: the value belongs to that. */
function lastClause(text: string): string {
  if (text.length <= 50) return text;
  const last = text.split(/\s(?:[–—→-]|=>)\s|;\s|\.\s(?=\p{Lu})/u).at(-1) ?? "";
  return /\p{L}{3}/u.test(last) ? last : text;
}

function joinMetric(metric: string, percentile: string | undefined): string {
  return percentile && metric !== "" ? shorten(`${metric} ${percentile}`, 200) : metric;
}
