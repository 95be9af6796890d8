import { chronicleKind, type chronicleKinds } from "./chronicle-kind";
import { aboutIn, detailOf, moved, type Told } from "./chronicle-words";
import { wentLiveAt } from "./go-live";
import type { RunState } from "./run-state";

/** One thing that happened, in the order of the history; `seq` is its entry there. */
export type ChronicleEvent = {
  seq: number;
  at: string;
  kind: (typeof chronicleKinds)[number];
  action: string;
  /** Null: the system, or a token. */
  who: string | null;
  /** What it was done to. */
  title: string | null;
  item: string | null;
  detail: string | null;
  text: string | null;
  attempt: number;
  /** Minutes a step was to take: its hold, else its estimate. */
  planned: number | null;
  /** Minutes from its start to its end; null when nobody started it. */
  actual: number | null;
  /** What was passed over with it. */
  skipped: ("hold" | "order" | "needs" | "measured")[];
  /** Per cent of traffic from then on; null where it didn't move. */
  traffic: number | null;
};

export type Chronicle = {
  startedAt: string;
  /** The target it had first, and the one it has. */
  firstTargetAt: string | null;
  targetAt: string | null;
  liveAt: string | null;
  closedAt: string | null;
  attempts: number;
  events: ChronicleEvent[];
};

export type ChroniclePage = {
  events: ChronicleEvent[];
  /** How many of that kind stand before them. */
  earlier: number;
  /** How many there are, by kind. */
  kinds: Partial<Record<ChronicleEvent["kind"], number>>;
  /** Entries of a very long history that are too old to be told. */
  untold: number;
};

/** The last events before one, oldest first, and how many there are besides. */
export function pageOfEvents(
  all: readonly ChronicleEvent[],
  { before, kind, limit }: { before?: number | undefined; kind?: ChronicleEvent["kind"] | undefined; limit: number },
): Omit<ChroniclePage, "untold"> {
  const older = all.filter(
    (event) => (kind === undefined || event.kind === kind) && (before === undefined || event.seq < before),
  );
  const kinds: ChroniclePage["kinds"] = {};
  for (const event of all) kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
  return { events: older.slice(-limit), earlier: Math.max(0, older.length - limit), kinds };
}

/** The run as what happened, oldest first: a fold over its history, read beside the checklist it went by. */
export function chronicleOf(state: RunState, history: readonly Told[]): Chronicle {
  const { run } = state.snapshot;
  const about = aboutIn(state);
  const started = new Map<string, string>();
  const events: ChronicleEvent[] = [];
  let attempt = 1;
  let share = 0;
  for (const entry of history) {
    const { seq, at, action, change, text } = entry;
    const { item, title } = about(entry);
    const leaf = item === null ? undefined : state.index.leafByKey.get(item);
    const to = entry.subject.kind === "item" ? moved(change, "state") : null;
    const begun = item === null ? undefined : started.get(item);
    const next = moved(change, "attempt");
    if (action === "run.begun_again") attempt = typeof next === "number" ? next : attempt + 1;
    if (item !== null && to !== null) {
      if (to === "in_progress") started.set(item, at);
      else started.delete(item);
    }
    const kind = chronicleKind(entry, leaf);
    if (kind === null) continue;
    const done = to === "passed" || to === "warned";
    const traffic = trafficAfter(action, to, leaf?.item.hold?.traffic, share);
    if (traffic !== null) share = traffic;
    events.push({
      seq,
      at,
      kind,
      action,
      who: entry.actor?.name ?? null,
      title,
      item,
      detail: detailOf(state, entry),
      text,
      attempt,
      planned: done && leaf ? plannedMinutes(leaf, run.timeScale) : null,
      actual: done && begun !== undefined ? Math.max(0, (Date.parse(at) - Date.parse(begun)) / 60_000) : null,
      skipped: (["hold", "order", "needs", "measured"] as const).filter((what) => moved(change, what) === "skipped"),
      traffic,
    });
  }
  const live = wentLiveAt(state);
  return {
    startedAt: run.createdAt,
    firstTargetAt: run.originalTargetAt ?? run.targetAt,
    targetAt: run.targetAt,
    liveAt: live === null ? null : new Date(live).toISOString(),
    closedAt: run.closedAt,
    attempts: run.attempt,
    events,
  };
}

/** Traffic comes with the start of its hold, or with its tick where nobody started it, and goes with the way back. */
function trafficAfter(action: string, to: unknown, named: number | undefined, share: number): number | null {
  if (action === "run.rolled_back" || action === "run.begun_again") return share === 0 ? null : 0;
  const reached = to === "in_progress" || to === "passed" || to === "warned";
  return reached && named !== undefined && named !== share ? named : null;
}

type Planned = { estimate?: number | null | undefined; item: { hold?: { minutes: number } | undefined } };

function plannedMinutes({ item, estimate }: Planned, timeScale: number): number | null {
  return item.hold ? item.hold.minutes / timeScale : (estimate ?? null);
}
