import type { Expectation } from "@/lib/domain/template";
import { plainTitle } from "./inline";

const comparison = /(^|[^-=<>])(<=|>=|≤|≥|<|>)\s{0,2}~?(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,8})?)\s?([^\s,;()]{0,20})/u;
const unitWords =
  /^(?:%|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|rps|qps|tps|req\/s|req|requests?(?:\/s)?|[kmgt]i?b(?:\/s)?|[kmgt]i|x|users?|errors?|pods?|nodes?|restarts?|m|cores?|usd|eur|points?)\.?$/i;
const span =
  /\b(?:for|over|within|during|in the|first)\s(?:the\s)?(?:first\s|last\s|past\s)?\d{0,4}\+?\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?)\b/i;
const comparators: Record<string, Expectation["comparator"]> = {
  "≤": "<=",
  "≥": ">=",
  "<=": "<=",
  ">=": ">=",
  "<": "<",
  ">": ">",
};

/** The threshold in a sentence such as "P95 latency < 200 ms (first hour)", or undefined when it states none. */
export function readThreshold(title: string): Expectation | undefined {
  const text = plainTitle(title).slice(0, 300);
  const match = comparison.exec(text);
  if (!match) return undefined;
  const before = text.slice(0, match.index + (match[1] ?? "").length);
  const rest = text.slice(match.index + match[0].length);
  const word = match[4] ?? "";
  const known = unitWords.test(word);
  const percentile = /^\s?(P\d{2,3})\b/i.exec(known ? rest : ` ${word}`)?.[1];
  const metric = joinMetric(cleanMetric(before), percentile);
  const value = Number((match[3] ?? "").replaceAll(",", ""));
  const comparator = comparators[match[2] ?? ""];
  if (metric === "" || !Number.isFinite(value) || !comparator) return undefined;
  const window = span.exec(rest)?.[0].replace(/^(?:for|over|during|in the)\s(?:the\s)?/i, "");
  return {
    metric,
    comparator,
    value,
    unit: known ? word.replace(/\.$/, "") : "",
    ...(window ? { window: window.slice(0, 80) } : {}),
  };
}

function cleanMetric(text: string): string {
  const open = text.lastIndexOf("(");
  const clause = open > 0 && /[a-z0-9]\s?[,;]/i.test(text.slice(open)) ? text.slice(0, open) : text;
  return clause
    .replace(/[([]?(?:target|limit|threshold|goal|max|min)?\s?:?\s?[([]?$/i, "")
    .replace(/\s(?:is|are|must be|should be|stays?|of|at|for|to|below|above|under|over)\s?$/i, "")
    .replace(/[\s:([,–—-]{1,5}$/, "")
    .trim()
    .slice(0, 200);
}

function joinMetric(metric: string, percentile: string | undefined): string {
  return percentile && metric !== "" ? `${metric} ${percentile}`.slice(0, 200) : metric;
}
