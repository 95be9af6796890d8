import type { RunSummary } from "./dashboard";
import { count, duration, list } from "./plain-text";
import { somebodyFor } from "./roster";

const weekMinutes = 7 * 24 * 60;

/** `3 go-lives this week, 1 late by 2 h 10 min`: the runs still open whose target lies within seven days or behind. */
export function dashboardSentence(
  summaries: readonly Pick<RunSummary, "targetAt" | "closedAt" | "verdict" | "forecast">[],
  now: string,
): string {
  const open = summaries.filter(({ closedAt }) => closedAt === null);
  const soon = open.filter(({ targetAt }) => targetAt !== null && minutesBetween(now, targetAt) <= weekMinutes);
  if (soon.length === 0) {
    return open.length === 0 ? "No go-live is open" : `${count(open.length, "go-live")} open, none this week`;
  }
  const late = soon.map(({ forecast }) => forecast.lateByMinutes ?? 0).filter((minutes) => minutes > 0);
  const head = count(soon.length, "go-live");
  if (late.length === 0) return `${head} this week, ${soon.length === 1 ? "on time" : "all on time"}`;
  const worst = Math.max(...late);
  return `${head} this week, ${late.length} late by ${late.length > 1 ? "up to " : ""}${duration(worst)}`;
}

/** `Waits for Bob (2 items) and Security (1 signature)`; empty when nobody is waited for. */
export function waitsForSentence(
  waitsFor: readonly Pick<RunSummary["waitsFor"][number], "who" | "items" | "signoffs">[],
): string {
  const parts = waitsFor.slice(0, 3).map(({ who, items, signoffs }) => {
    const name = who.kind === "nobody" && !who.left ? "nobody in particular" : somebodyFor(who);
    const held = [
      ...(items > 0 ? [count(items, "item")] : []),
      ...(signoffs > 0 ? [count(signoffs, "signature")] : []),
    ];
    return held.length > 0 ? `${name} (${list(held)})` : name;
  });
  const rest = waitsFor.length - parts.length;
  return parts.length === 0 ? "" : `Waits for ${list(rest > 0 ? [...parts, count(rest, "other")] : parts)}`;
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}
