import type { NudgeRow, RollCallAnswer, RollCallRow, RollCallStation, SignatureRow } from "./signing-rows";

export const nudgeCooldownMinutes = 5;
export const longestStationMinutes = 60;

/** What one person said while the roll call ran, whether or not it stands at its end. */
export type RollCallAct = { by: string; answer: RollCallAnswer; at: string; withdrawnAt: string | null };

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
  /** First answered after its time was over. */
  late: boolean;
  /** Everything said since the opening, in order: who signs anew doesn't erase what they said first. */
  said: RollCallAct[];
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
    const acts = actsOf(station, row, signatures, end);
    const { key, title, roles, asked: people } = station;
    const plain = { key, title, roles, asked: people, nudgedAt, said: acts.map((act) => toSaid(act, end)) };
    if (station.stood !== null) {
      const none = { askedAt: null, dueAt: null, answeredAt: null, by: [], late: false };
      return { ...plain, ...none, state: "stood", answer: station.stood };
    }
    const given = answerOf(station, acts, end);
    // The next one was asked when this one first answered: what it says anew later moves nobody's turn.
    const first = acts.map(({ signedAt }) => Date.parse(signedAt)).find((at) => answerOf(station, acts, at) !== null);
    const asked = turn;
    const due = asked + row.secondsEach * 1000;
    turn = first !== undefined && first <= due ? Math.max(asked, first) : due;
    const reached = asked <= end;
    return {
      ...plain,
      state: given ? "answered" : !reached ? "next" : closed ? "unanswered" : end < due ? "asked" : "late",
      askedAt: reached ? new Date(asked).toISOString() : null,
      dueAt: reached ? new Date(due).toISOString() : null,
      answer: given?.answer ?? null,
      answeredAt: given?.at ?? null,
      by: given?.by ?? [],
      late: reached && given !== null && first !== undefined && first > due,
    };
  });
}

function within(at: string, row: RollCallRow, end: number): boolean {
  return at >= row.openedAt && Date.parse(at) <= end;
}

const answers: Record<SignatureRow["decision"], RollCallAnswer> = {
  approve: "go",
  approve_with_conditions: "go_if",
  reject: "no_go",
};

/** The signatures given to a station since the opening, in order. */
function actsOf(station: RollCallStation, row: RollCallRow, signatures: readonly SignatureRow[], end: number) {
  return signatures
    .filter((one) => one.gateKey === row.gateKey && one.signoffKey === station.key && within(one.signedAt, row, end))
    .toSorted((a, b) => Date.parse(a.signedAt) - Date.parse(b.signedAt));
}

function toSaid({ printedName, decision, signedAt, withdrawnAt }: SignatureRow, end: number): RollCallAct {
  const takenBack = withdrawnAt !== null && Date.parse(withdrawnAt) <= end ? withdrawnAt : null;
  return { by: printedName, answer: answers[decision], at: signedAt, withdrawnAt: takenBack };
}

/** What a station's acts came to at a moment: a rejection at once, an approval once enough people gave theirs. */
function answerOf(
  station: RollCallStation,
  acts: readonly SignatureRow[],
  atMs: number,
): { answer: RollCallAnswer; at: string; by: string[] } | null {
  const latest = new Map<string, SignatureRow>();
  for (const one of acts) {
    if (Date.parse(one.signedAt) > atMs) break;
    latest.delete(one.personId);
    if (one.withdrawnAt === null || Date.parse(one.withdrawnAt) > atMs) latest.set(one.personId, one);
  }
  const standing = [...latest.values()];
  const rejection = standing.find(({ decision }) => decision === "reject");
  if (rejection) return { answer: "no_go", at: rejection.signedAt, by: [rejection.printedName] };
  const last = standing[station.count - 1];
  if (!last) return null;
  const answer = standing.some(({ decision }) => decision === "approve_with_conditions") ? "go_if" : "go";
  return { answer, at: last.signedAt, by: standing.map(({ printedName }) => printedName) };
}

/** Whether what was said is more than the one answer that stands. */
export function saidMore({ said, answer, answeredAt }: RollCallLine): boolean {
  const [only, second] = said;
  return second !== undefined || (only !== undefined && !(only.answer === answer && only.at === answeredAt));
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
  return coolsUntil(lastNudge(nudges, aim)?.at ?? null, nowMs);
}

/** Until when whoever was asked then is left in peace, in milliseconds; null = they aren't any more. */
export function coolsUntil(lastAt: string | null, nowMs: number): number | null {
  const again = lastAt === null ? 0 : Date.parse(lastAt) + nudgeCooldownMinutes * 60_000;
  return again > nowMs ? again : null;
}
