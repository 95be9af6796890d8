import type { NudgeRow, RollCallAnswer, RollCallRow, RollCallStation, SignatureRow } from "./signing-rows";

export const nudgeCooldownMinutes = 5;
export const longestStationMinutes = 60;

/** One station of a roll call at one moment; the minutes are these lines at its close. */
export type RollCallLine = {
  key: string;
  title: string;
  roles: string[];
  asked: string[];
  /** `stood`: answered before; `next`: not asked yet; `asked`: its time runs; `late`: its time is over. */
  state: "stood" | "answered" | "next" | "asked" | "late" | "unanswered";
  askedAt: string | null;
  dueAt: string | null;
  answer: RollCallAnswer | null;
  answeredAt: string | null;
  /** Printed names of those who answered. */
  by: string[];
  /** Answered after its time was over. */
  late: boolean;
  nudgedAt: string[];
};

type Rows = { signatures: readonly SignatureRow[]; nudges: readonly NudgeRow[] };

/**
 * Stations are asked in order: the next one when the one before has answered, or its time is over. Follows from the rows
 * and the time alone, so that every browser and the minutes say the same.
 */
export function rollCallLines(row: RollCallRow, { signatures, nudges }: Rows, nowMs: number): RollCallLine[] {
  const end = row.closedAt === null ? nowMs : Math.min(nowMs, Date.parse(row.closedAt));
  const closed = row.closedAt !== null && Date.parse(row.closedAt) <= nowMs;
  let turn = Date.parse(row.openedAt);
  return row.stations.map((station) => {
    const nudgedAt = nudges
      .filter(
        (nudge) => nudge.gateKey === row.gateKey && nudge.signoffKey === station.key && within(nudge.at, row, end),
      )
      .map(({ at }) => at);
    const plain = { key: station.key, title: station.title, roles: station.roles, asked: station.asked, nudgedAt };
    if (station.stood !== null) {
      const none = { askedAt: null, dueAt: null, answeredAt: null, by: [], late: false };
      return { ...plain, ...none, state: "stood", answer: station.stood };
    }
    const given = answerOf(station, row, signatures, end);
    const answeredMs = given ? Date.parse(given.at) : null;
    const asked = turn;
    const due = asked + row.secondsEach * 1000;
    turn = answeredMs !== null && answeredMs <= due ? Math.max(asked, answeredMs) : due;
    const reached = asked <= end;
    return {
      ...plain,
      state: given ? "answered" : !reached ? "next" : closed ? "unanswered" : end < due ? "asked" : "late",
      askedAt: reached ? new Date(asked).toISOString() : null,
      dueAt: reached ? new Date(due).toISOString() : null,
      answer: given?.answer ?? null,
      answeredAt: given?.at ?? null,
      by: given?.by ?? [],
      late: reached && answeredMs !== null && answeredMs > due,
    };
  });
}

function within(at: string, row: RollCallRow, end: number): boolean {
  return at >= row.openedAt && Date.parse(at) <= end;
}

/** By those who signed since the opening: a rejection at once, an approval once enough people gave theirs. */
function answerOf(
  station: RollCallStation,
  row: RollCallRow,
  signatures: readonly SignatureRow[],
  end: number,
): { answer: RollCallAnswer; at: string; by: string[] } | null {
  const latest = new Map<string, SignatureRow>();
  for (const one of signatures) {
    if (one.gateKey !== row.gateKey || one.signoffKey !== station.key || !within(one.signedAt, row, end)) continue;
    latest.delete(one.personId);
    if (one.withdrawnAt === null || Date.parse(one.withdrawnAt) > end) latest.set(one.personId, one);
  }
  const acts = [...latest.values()].toSorted((a, b) => Date.parse(a.signedAt) - Date.parse(b.signedAt));
  const rejection = acts.find(({ decision }) => decision === "reject");
  if (rejection) return { answer: "no_go", at: rejection.signedAt, by: [rejection.printedName] };
  const last = acts[station.count - 1];
  if (!last) return null;
  const answer = acts.some(({ decision }) => decision === "approve_with_conditions") ? "go_if" : "go";
  return { answer, at: last.signedAt, by: acts.map(({ printedName }) => printedName) };
}

/** Whom a nudge is for: whoever a sign-off of a gate waits for, or one person for what they hold up. */
export type NudgeAim = { gateKey: string; signoffKey: string } | { personId: string };

export function lastNudge(nudges: readonly NudgeRow[], aim: NudgeAim): NudgeRow | undefined {
  return nudges.findLast((nudge) =>
    "personId" in aim
      ? nudge.personId === aim.personId
      : nudge.gateKey === aim.gateKey && nudge.signoffKey === aim.signoffKey,
  );
}

/** When they may be nudged again, in milliseconds; null = now. */
export function nudgeAgainAt(nudges: readonly NudgeRow[], aim: NudgeAim, nowMs: number): number | null {
  const last = lastNudge(nudges, aim);
  const again = last ? Date.parse(last.at) + nudgeCooldownMinutes * 60_000 : 0;
  return again > nowMs ? again : null;
}
