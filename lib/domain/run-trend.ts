import { z } from "zod";
import { type Verdict, verdicts } from "./assessment";

/** Where a run stood when its day ended, `day` as 2026-11-24 (UTC). */
export const runDaySchema = z.strictObject({ day: z.string(), verdict: z.enum(verdicts), score: z.number() });
export type RunDay = { day: string; verdict: Verdict; score: number };

type Now = { verdict: Verdict; score: number };

/** `GO since yesterday`, `+12 since yesterday`, `no change since 20 Nov`; null where nothing is known of before. */
export function trendWords(
  before: RunDay | undefined,
  now: Now,
  today: string,
): { text: string; way: "up" | "down" | "same" } | null {
  if (!before) return null;
  const since = `since ${dayWords(before.day, today)}`;
  if (now.verdict === "override" && before.verdict !== "override") return { text: `overridden ${since}`, way: "same" };
  const ranks: Record<Verdict, number> = { no_go: 0, override: 1, go_with_conditions: 2, go: 2 };
  const turned = ranks[now.verdict] - ranks[before.verdict];
  if (turned !== 0)
    return { text: `${turned > 0 ? "turned GO" : "turned NO-GO"} ${since}`, way: turned > 0 ? "up" : "down" };
  const moved = Math.round((now.score - before.score) * 10) / 10;
  if (moved === 0) return { text: `no change ${since}`, way: "same" };
  return { text: `${moved > 0 ? "+" : "−"}${Math.abs(moved)} ${since}`, way: moved > 0 ? "up" : "down" };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayWords(day: string, today: string): string {
  const away = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (away === 1) return "yesterday";
  return `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]}`;
}
