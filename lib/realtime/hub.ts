import { type Database, database } from "@/lib/data/database";
import { readHeads, readPresent } from "@/lib/data/event.read";
import { env } from "@/lib/env";
import { Doorbell } from "./doorbell";
import { EventStream, heartbeat } from "./stream";
import { RunWatch } from "./watch";

/** All in milliseconds. */
export type Timings = { tick: number; recheck: number; heartbeat: number; stalled: number; presence: number };

const timings: Timings = { tick: 1_000, recheck: 4_000, heartbeat: 15_000, stalled: 30_000, presence: 100 };

type Listener = { recheckAt: number; heartbeatAt: number };

/**
 * The event streams of this process. A ring makes a run's watch read what is new; a look at the heads each second
 * makes up for rings that were lost. Permission is asked again every four, so a revoked session is shut out within five.
 */
export class Hub {
  readonly #db: Database;
  readonly #doorbell: Doorbell;
  readonly #every: Timings;
  readonly #watches = new Map<string, RunWatch>();
  readonly #listeners = new Map<EventStream, Listener>();
  readonly #presenceDue = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #ticking = false;
  #ticks = 0;
  #closed = false;

  constructor(db: Database, url: string, every: Partial<Timings> = {}) {
    this.#db = db;
    this.#every = { ...timings, ...every };
    this.#doorbell = new Doorbell(url, ({ kind, runId }) =>
      kind === "change" ? this.#watches.get(runId)?.wake() : this.#presenceSoon(runId),
    );
  }

  /** Call after the commit: wakes this process at once and the others within 20 ms. */
  ring(runId: string): void {
    this.#watches.get(runId)?.wake();
    this.#doorbell.ring({ kind: "change", runId });
  }

  /** How many event streams are open. */
  get streams(): number {
    return this.#listeners.size;
  }

  ringPresence(runId: string): void {
    this.#presenceSoon(runId);
    this.#doorbell.ring({ kind: "presence", runId });
  }

  /** Opens a stream of a run the caller may see; `after` is the last entry it has, null = only what comes. */
  open(options: {
    runId: string;
    after: number | null;
    credential: string;
    recheck: () => Promise<boolean>;
  }): ReadableStream<Uint8Array> {
    const { runId, after, credential, recheck } = options;
    const stream = new EventStream({
      runId,
      cursor: after ?? -1,
      credential,
      recheck,
      drained: (drained) => void this.#watches.get(runId)?.catchUp(drained),
      ended: (ended) => this.#leave(ended),
    });
    const now = Date.now();
    stream.roomyAt = now;
    this.#listeners.set(stream, { recheckAt: now + this.#every.recheck, heartbeatAt: now + this.#every.heartbeat });
    let watch = this.#watches.get(runId);
    if (!watch) {
      watch = new RunWatch(this.#db, runId);
      this.#watches.set(runId, watch);
    }
    watch.join(stream).catch(() => stream.close());
    if (this.#closed) stream.close();
    this.#presenceSoon(runId);
    this.#timer ??= setInterval(() => void this.#tick(), this.#every.tick).unref();
    return stream.body;
  }

  /** Ends every stream, so that the server can exit; new ones end at once. */
  closeStreams(): void {
    this.#closed = true;
    for (const stream of [...this.#listeners.keys()]) stream.close();
  }

  async close(): Promise<void> {
    this.closeStreams();
    if (this.#timer) clearInterval(this.#timer);
    await this.#doorbell.close();
  }

  #leave(stream: EventStream): void {
    this.#listeners.delete(stream);
    const watch = this.#watches.get(stream.runId);
    watch?.streams.delete(stream);
    if (watch && watch.streams.size === 0) this.#watches.delete(stream.runId);
    if (this.#watches.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #presenceSoon(runId: string): void {
    if (!this.#watches.has(runId)) return;
    if (this.#presenceDue.size === 0) {
      setTimeout(() => {
        const due = [...this.#presenceDue];
        this.#presenceDue.clear();
        this.#announce(due).catch(() => undefined);
      }, this.#every.presence).unref();
    }
    this.#presenceDue.add(runId);
  }

  async #announce(runIds: readonly string[]): Promise<void> {
    for (const [runId, present] of await readPresent(this.#db, runIds, new Date())) {
      this.#watches.get(runId)?.announce(present);
    }
  }

  async #tick(): Promise<void> {
    const now = Date.now();
    this.#beat(now);
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      const runIds = [...this.#watches.keys()];
      for (const [runId, head] of await readHeads(this.#db, runIds)) {
        const watch = this.#watches.get(runId);
        if (watch?.isBehind(head)) watch.wake();
      }
      this.#ticks += 1;
      if (this.#ticks % 5 === 0) await this.#announce(runIds);
      await this.#recheck(now);
    } catch {
      // The database is away; the next second tries again.
    } finally {
      this.#ticking = false;
    }
  }

  #beat(now: number): void {
    for (const [stream, listener] of [...this.#listeners]) {
      if (stream.roomy) stream.roomyAt = now;
      if (now - stream.roomyAt > this.#every.stalled) stream.close();
      else if (now >= listener.heartbeatAt) {
        listener.heartbeatAt = now + this.#every.heartbeat;
        if (stream.roomy) stream.send(heartbeat);
      }
    }
  }

  /** One question per credential and run, whatever number of windows it has open. */
  async #recheck(now: number): Promise<void> {
    const due = Map.groupBy(
      [...this.#listeners].filter(([, listener]) => now >= listener.recheckAt),
      ([stream]) => `${stream.credential} ${stream.runId}`,
    );
    await Promise.all(
      [...due.values()].map(async (group) => {
        for (const [, listener] of group) listener.recheckAt = now + this.#every.recheck;
        const allowed = (await group[0]?.[0].recheck()) ?? false;
        if (!allowed) for (const [stream] of group) stream.close();
      }),
    );
  }
}

const shared = globalThis as typeof globalThis & { gonogoHub?: Hub };

/** The process's hub; opened on first use and shared by every bundle of the server. */
export function hub(): Hub {
  shared.gonogoHub ??= new Hub(database(), env().DATABASE_URL);
  return shared.gonogoHub;
}
