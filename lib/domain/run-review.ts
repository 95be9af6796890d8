import { moved, type Told } from "./chronicle-words";
import { plainText } from "./plain-text";
import type { RunState } from "./run-state";
import { workCalendar } from "./work-calendar";

/** Minutes of work from the last start of an item to its end, beside what was planned: its hold, else its estimate. */
export type TookRow = { item: string; title: string; planned: number | null; actual: number };

/** Something that did not go as the checklist asks: by whom, why. */
export type DepartureRow = {
  what: "hold" | "order" | "needs" | "measured" | "not_applicable" | "occurrence" | "waived" | "overridden" | "warned";
  item: string | null;
  title: string;
  who: string | null;
  why: string | null;
  at: string | null;
};

export type RunReview = {
  /** Took longer than planned, the worst first. */
  slipped: TookRow[];
  /** What took longest, planned or not. */
  longest: TookRow[];
  /** Items somebody started and finished; of the others nobody knows what they took. */
  timed: number;
  departures: DepartureRow[];
};

const mostLongest = 10;

/** What the run teaches, from its history and its rows: where time went, and where the checklist was not followed. */
export function reviewOf(state: RunState, history: readonly Told[]): RunReview {
  const took = timesTaken(state, history);
  const over = ({ planned, actual }: TookRow) => actual - (planned ?? actual);
  return {
    slipped: took.filter((row) => over(row) >= 1).toSorted((a, b) => over(b) - over(a)),
    longest: took.toSorted((a, b) => b.actual - a.actual).slice(0, mostLongest),
    timed: took.length,
    departures: [...passedOver(state, history), ...granted(state), ...overridden(state), ...warned(state)],
  };
}

/** Of the last start of each item; what nobody started is not here. */
export function timesTaken({ index, snapshot: { run } }: RunState, history: readonly Told[]): TookRow[] {
  // A rehearsal is played whenever people have the time.
  const work = workCalendar(run.rehearsal ? null : run.workingHours);
  const clock = workCalendar(null);
  const started = new Map<string, number>();
  const took = new Map<string, TookRow>();
  for (const { at, subject, change } of history) {
    const to = subject.kind === "item" ? moved(change, "state") : null;
    const leaf = index.leafByKey.get(subject.key);
    if (to === null || !leaf) continue;
    const begun = started.get(leaf.key);
    started.delete(leaf.key);
    if (to === "in_progress") started.set(leaf.key, Date.parse(at));
    if ((to !== "passed" && to !== "warned") || begun === undefined) continue;
    const { hold } = leaf.item;
    const planned = hold ? hold.minutes / run.timeScale : leaf.estimate;
    const actual = (hold ? clock : work).workedBetween(begun, Date.parse(at));
    took.set(leaf.key, { item: leaf.key, title: plainText(leaf.title), planned, actual });
  }
  return [...took.values()];
}

function passedOver({ index }: RunState, history: readonly Told[]): DepartureRow[] {
  return history.flatMap(({ at, actor, action, subject, change, text }): DepartureRow[] => {
    const item = subject.item ?? subject.key;
    const place = index.items.get(item);
    if (!place) return [];
    const row = { item, title: plainText(place.title), who: actor?.name ?? null, why: text, at };
    if (action === "occurrence.skipped") return [{ what: "occurrence", ...row }];
    if (subject.kind !== "item") return [];
    return (["hold", "order", "needs", "measured"] as const)
      .filter((what) => moved(change, what) === "skipped")
      .map((what) => ({ what, ...row }));
  });
}

function granted({ index, snapshot: { waivers, people } }: RunState): DepartureRow[] {
  return waivers
    .filter(({ grantedAt, revokedAt }) => grantedAt !== null && revokedAt === null)
    .map(({ itemKey, kind, reason, ownerId, grantedAt }) => ({
      what: kind === "waiver" ? "waived" : kind,
      item: itemKey,
      title: plainText(index.items.get(itemKey)?.title ?? itemKey),
      who: people[ownerId]?.name ?? null,
      why: reason,
      at: grantedAt,
    }));
}

function overridden({ index, snapshot: { overrides } }: RunState): DepartureRow[] {
  return overrides
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .map(({ gateKey, reason, confirmedAt, askedByName, confirmedByName }) => ({
      what: "overridden",
      item: null,
      title: plainText(index.gateByKey.get(gateKey)?.gate.title ?? gateKey),
      who: [askedByName, confirmedByName].filter((name) => name !== null).join(" and "),
      why: reason,
      at: confirmedAt,
    }));
}

/** As the items stand: passed with a warning, or set aside by whoever may without a grant. */
function warned({ standings, snapshot: { people } }: RunState): DepartureRow[] {
  return standings.flatMap(({ state, leaf, row, grants }): DepartureRow[] => {
    const aside = state === "not_applicable" && grants.length === 0;
    if (state !== "warned" && !aside) return [];
    const who = row?.changedById ? (people[row.changedById]?.name ?? null) : null;
    const what = state === "warned" ? "warned" : "not_applicable";
    return [
      { what, item: leaf.key, title: plainText(leaf.title), who, why: row?.reason ?? null, at: row?.changedAt ?? null },
    ];
  });
}
