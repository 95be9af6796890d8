import type { Database } from "@/lib/data/database";
import { type Present, readEvents, readHeads } from "@/lib/data/event.read";
import { type EventStream, encodeEvents, encodeMessage, reconnectDelay } from "./stream";

const page = 500;

/** One run that somebody in this process listens to: its history is read once and handed to all its streams. */
export class RunWatch {
  readonly runId: string;
  readonly streams = new Set<EventStream>();
  readonly #db: Database;
  /** Every live stream has all entries up to here. */
  #cursor = -1;
  #present = "[]";
  #again = false;
  #running = false;
  #start: Promise<void> | null = null;

  constructor(db: Database, runId: string) {
    this.#db = db;
    this.runId = runId;
  }

  /** Adds a stream: says hello with the head, then everything after the stream's cursor. -1 = only what comes. */
  async join(stream: EventStream): Promise<void> {
    this.streams.add(stream);
    this.#start ??= this.#readHead();
    await this.#start;
    if (stream.closed) return;
    if (stream.cursor < 0) stream.cursor = this.#cursor;
    stream.send(reconnectDelay);
    stream.send(encodeMessage("hello", { seq: this.#cursor }));
    stream.send(this.#presenceMessage());
    await this.catchUp(stream);
  }

  /** Looks for new entries; calls while it is looking become one more look. */
  wake(): void {
    this.#again = true;
    if (this.#running || this.#cursor < 0) return;
    this.#running = true;
    // A large room is told in larger steps: 200 browsers hear within 50 ms what two hear at once.
    setTimeout(() => void this.#look(), Math.min(100, Math.floor(this.streams.size / 4)));
  }

  /** True when the head has moved past what was handed out. */
  isBehind(head: number): boolean {
    return head > this.#cursor;
  }

  /** Tells everybody who is here, if that changed. */
  announce(present: readonly Present[]): void {
    const text = JSON.stringify(present);
    if (text === this.#present) return;
    this.#present = text;
    const message = this.#presenceMessage();
    for (const stream of this.streams) if (stream.roomy) stream.send(message);
  }

  /** Reads the table for one stream until it is level with the others or has no room left. */
  async catchUp(stream: EventStream): Promise<void> {
    if (stream.live || stream.catchingUp || this.#cursor < 0) return;
    stream.catchingUp = true;
    try {
      while (!stream.closed && stream.cursor < this.#cursor) {
        if (!stream.roomy) return;
        const events = await readEvents(this.#db, this.runId, stream.cursor, page);
        if (events.length === 0) break;
        stream.pass(events, encodeEvents(events));
      }
      stream.live = !stream.closed;
    } catch {
      // The database is away: the browser comes back with its last id and starts again.
      stream.close();
    } finally {
      stream.catchingUp = false;
    }
  }

  async #readHead(): Promise<void> {
    const heads = await readHeads(this.#db, [this.runId]);
    this.#cursor = heads.get(this.runId) ?? 0;
    if (this.#again) this.wake();
  }

  async #look(): Promise<void> {
    try {
      while (this.#again && this.streams.size > 0) {
        this.#again = false;
        const events = await readEvents(this.#db, this.runId, this.#cursor, page);
        if (events.length === page) this.#again = true;
        this.#fanOut(events);
      }
    } catch {
      // The look each second tries again.
      this.#again = false;
    }
    this.#running = false;
  }

  #fanOut(events: Awaited<ReturnType<typeof readEvents>>): void {
    const last = events.at(-1);
    if (!last) return;
    const from = this.#cursor;
    const chunk = encodeEvents(events);
    this.#cursor = last.seq;
    for (const stream of this.streams) {
      if (!stream.live) continue;
      if (!stream.roomy) stream.live = false;
      else if (stream.cursor === from) stream.pass(events, chunk);
      else {
        const missing = events.filter((event) => event.seq > stream.cursor);
        if (missing.length > 0) stream.pass(missing, encodeEvents(missing));
      }
    }
  }

  #presenceMessage(): Uint8Array {
    return encodeMessage("presence", { people: JSON.parse(this.#present) });
  }
}
