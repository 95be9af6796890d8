import { CatchUp } from "@/components/client/catch-up";
import type { Link } from "@/components/client/run-stream";
import { serverNow } from "@/components/client/server-clock";
import type { ItemRow, RunSnapshot } from "@/lib/domain/run";
import { decidingValues, runValues } from "@/lib/domain/run-document";
import { overlay } from "./run-overlay";
import { request } from "./run-request";
import type { Change, Presence, RunPageData, You } from "./run-types";

export type RunState = {
  /** As the server last told. */
  base: RunSnapshot;
  /** Ours, unanswered. */
  changes: readonly Change[];
  /** What is shown: base with our changes on top. */
  snapshot: RunSnapshot;
  you: You;
  present: readonly Presence[];
  link: Link;
  /** Milliseconds; since when something has happened that what is shown doesn't know. Null while it is the run as it is. */
  behindSince: number | null;
  /** Milliseconds; moves every quarter of a minute, as expiry and forecasts do. */
  now: number;
};

/** One per run page: the snapshot, what we changed, who is here. Views subscribe to parts of it. */
export class RunStore {
  /** What the server drew the page from. */
  readonly first: RunState;
  #state: RunState;
  #shown: RunState | null = null;
  #listeners = new Set<() => void>();
  readonly reader: CatchUp<RunPageData>;

  constructor(data: RunPageData, now: string, ask: typeof request = request) {
    this.reader = new CatchUp({
      read: () => ask<RunPageData>(`/runs/${this.runId}/snapshot`),
      adopt: (told) => this.#adopt(told),
      seqOf: ({ snapshot }) => snapshot.run.seq,
      shown: () => this.#state.base.run.seq,
      behind: (is) => this.set({ behindSince: is ? serverNow() : null }),
      gone: () => this.set({ link: "gone" }),
    });
    this.first = {
      base: data.snapshot,
      changes: [],
      snapshot: data.snapshot,
      you: data.you,
      present: data.present,
      link: "connecting",
      behindSince: null,
      now: Date.parse(now),
    };
    this.#state = this.first;
  }

  get runId(): string {
    return this.#state.base.run.id;
  }

  getState = (): RunState => this.#shown ?? this.#state;

  /**
   * Reads as if nothing had happened yet. Parts of a page come alive one after the other, each as it was drawn: a clock
   * that has moved meanwhile would be another text than the one that stands there.
   */
  asFirst<T>(read: () => T): T {
    this.#shown = this.first;
    try {
      return read();
    } finally {
      this.#shown = null;
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(part: Partial<Omit<RunState, "snapshot">>): void {
    const next = { ...this.#state, ...part };
    if (part.base || part.changes || part.you) next.snapshot = overlay(next.base, next.changes, next.you.personId);
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Takes over rows the server told, unless we already know a later version of them. With `seq`, they are all that
   * happened up to there: an entry in between would never be read.
   */
  putRows(rows: readonly ItemRow[], seq?: number): void {
    const { base } = this.#state;
    const fresh = rows.filter((row) => row.version >= (base.items[row.key]?.version ?? 0));
    if (fresh.length === 0 && (seq ?? 0) <= base.run.seq) return;
    const items = fresh.length === 0 ? base.items : { ...base.items };
    for (const row of fresh) items[row.key] = { ...base.items[row.key], ...row };
    const run = seq !== undefined && seq > base.run.seq ? { ...base.run, seq } : base.run;
    this.set({ base: { ...base, items, run } });
  }

  /** Reads the run again, until it is answered. */
  refetch(): Promise<void> {
    return this.reader.read();
  }

  #adopt(data: RunPageData): void {
    const known = this.#state.base;
    const told = data.snapshot;
    const items = { ...told.items };
    // An event may have overtaken this answer: the higher version stands. Equal rows stay the same
    // object, so that only what changed is drawn again.
    for (const [key, row] of Object.entries(known.items)) {
      const other = items[key];
      if (!other || row.version > other.version || sameRow(row, other)) items[key] = row;
    }
    const seq = Math.max(known.run.seq, told.run.seq);
    const document = sameDocument(known, told) ? known.document : told.document;
    this.set({
      base: { ...told, items, document, run: { ...told.run, seq } },
      you: data.you,
      present: data.present,
    });
  }
}

/** The same version with the same answers and needs: kept as it is, so that nothing of it is drawn again. */
function sameDocument(a: RunSnapshot, b: RunSnapshot): boolean {
  if (a.run.templateDigest !== b.run.templateDigest) return false;
  const [known, told] = [a, b].map((each) =>
    JSON.stringify([[...runValues(each.document, each)], [...decidingValues(each)], each.needs]),
  );
  return known === told;
}

function sameRow(a: ItemRow, b: ItemRow): boolean {
  return a.version === b.version && a.comments === b.comments && a.revision === b.revision;
}
