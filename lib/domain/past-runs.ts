import type { Severity } from "./severity";

/** A closed run, planned against actual. Rehearsals are no past. */
export type PastRun = {
  id: string;
  name: string;
  environment: string;
  templateTitle: string;
  targetAt: string | null;
  /** When the first GO that let it begin was recorded. */
  goAt: string | null;
  closedAt: string;
  outcome: "closed" | "rolled_back" | "aborted";
  /** GO behind target; negative = early. Null without either. */
  lateMinutes: number | null;
};

export type SlippingItem = {
  key: string;
  title: string;
  severity: Severity;
  /** Runs it was part of, and those in which it failed, was done after the target, or was waived. */
  runs: number;
  failed: number;
  late: number;
  waived: number;
};

export type WaiverDebt = {
  id: string;
  run: { id: string; name: string };
  closed: boolean;
  item: { key: string; title: string };
  reason: string;
  owner: { id: string; name: string };
  grantedAt: string;
  expiresAt: string | null;
  expired: boolean;
};

export type PastRuns = {
  /** Whose items are counted: the one asked for, else the one run most. */
  template: { id: string; title: string } | null;
  templates: { id: string; title: string; runs: number }[];
  /** The last closed first. */
  runs: PastRun[];
  slips: SlippingItem[];
  /** Accepted risks: in force, and expired ones of runs that are open, the oldest first. */
  debt: WaiverDebt[];
};

/** What one run of a template tells of one of its items. */
export type ItemPast = {
  key: string;
  title: string;
  severity: Severity;
  stage: string;
  failed: boolean;
  waived: boolean;
  doneAt: string | null;
};

const mostSlips = 15;

/** Items by how often they failed, came after the target or were waived. After going live nothing is late. */
export function slippingItems(
  runs: readonly { targetAt: string | null; items: readonly ItemPast[] }[],
): SlippingItem[] {
  const found = new Map<string, SlippingItem>();
  for (const { targetAt, items } of runs) {
    for (const { key, title, severity, stage, failed, waived, doneAt } of items) {
      const before = found.get(key) ?? { key, title, severity, runs: 0, failed: 0, late: 0, waived: 0 };
      const late =
        stage === "before" && targetAt !== null && doneAt !== null && Date.parse(doneAt) > Date.parse(targetAt);
      found.set(key, {
        ...before,
        runs: before.runs + 1,
        failed: before.failed + Number(failed),
        late: before.late + Number(late),
        waived: before.waived + Number(waived),
      });
    }
  }
  const slips = ({ failed, late, waived }: SlippingItem) => failed + late + waived;
  return [...found.values()]
    .filter((item) => slips(item) > 0)
    .sort((a, b) => slips(b) / b.runs - slips(a) / a.runs || slips(b) - slips(a) || (a.title < b.title ? -1 : 1))
    .slice(0, mostSlips);
}

export function lateMinutes(targetAt: string | null, goAt: string | null): number | null {
  if (targetAt === null || goAt === null) return null;
  return Math.round((Date.parse(goAt) - Date.parse(targetAt)) / 60_000);
}

export type PastFigures = { runs: number; onTime: number; late: number; backed: number; medianLate: number | null };

/** The figures above the chart. On time = at most a quarter of an hour behind. */
export function pastFigures(runs: readonly Pick<PastRun, "lateMinutes" | "outcome">[]): PastFigures {
  const known = runs.flatMap(({ lateMinutes: late }) => (late === null ? [] : [late]));
  const sorted = known.toSorted((a, b) => a - b);
  return {
    runs: runs.length,
    onTime: known.filter((late) => late <= graceMinutes).length,
    late: known.filter((late) => late > graceMinutes).length,
    backed: runs.filter(({ outcome }) => outcome !== "closed").length,
    medianLate: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
  };
}

export const graceMinutes = 15;
