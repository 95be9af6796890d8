import type { RunSummary } from "./dashboard";
import { concerns, type FreezeWindow } from "./freeze";

/** A run as the calendar shows it. */
export type GoLive = Pick<RunSummary, "id" | "name" | "environment" | "targetAt" | "verdict" | "rehearsal"> & {
  lateByMinutes: number | null;
  /** Reason of a freeze its target lies in; it can't go live then. */
  frozen: string | null;
};

/** `freezes` of a summary are those of its environment. */
export function goLive({ id, name, environment, targetAt, verdict, rehearsal, forecast, freezes }: RunSummary): GoLive {
  const targetMs = targetAt === null ? Number.NaN : Date.parse(targetAt);
  const freeze = freezes.find(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= targetMs && targetMs < Date.parse(endsAt),
  );
  const { lateByMinutes } = forecast;
  return { id, name, environment, targetAt, verdict, rehearsal, lateByMinutes, frozen: freeze?.reason ?? null };
}

/** The days a month's sheet shows, Monday first: whole weeks, as `2026-11-30`. */
export function monthDays(month: string): string[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const back = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const days = Math.ceil((back + length) / 7) * 7;
  return Array.from({ length: days }, (_, n) => addDays(`${month}-01`, n - back));
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Runs a freeze keeps from going live at their target. */
export function keptBy(window: FreezeWindow, runs: readonly GoLive[]): GoLive[] {
  return runs.filter(({ targetAt, environment, rehearsal }) => {
    if (targetAt === null || rehearsal || !concerns(window, environment)) return false;
    return Date.parse(window.startsAt) <= Date.parse(targetAt) && Date.parse(targetAt) < Date.parse(window.endsAt);
  });
}
