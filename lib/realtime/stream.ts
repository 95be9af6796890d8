import type { RunEvent } from "@/lib/data/event.read";

const encoder = new TextEncoder();
/** Bytes a client may leave unread before it stops being fed; it catches up from the table once it reads again. */
const roomBytes = 64 * 1024;

export type StreamOptions = {
  runId: string;
  /** Number of the last entry the client has. */
  cursor: number;
  /** Streams of one credential are checked together. */
  credential: string;
  /** False once its reader may no longer see the run. */
  recheck: () => Promise<boolean>;
  drained: (stream: EventStream) => void;
  ended: (stream: EventStream) => void;
};

/** One browser's server-sent events. Holds no more than `roomBytes`: what doesn't fit stays in the table. */
export class EventStream {
  readonly runId: string;
  readonly credential: string;
  readonly recheck: () => Promise<boolean>;
  readonly body: ReadableStream<Uint8Array>;
  cursor: number;
  /** True while it gets every fan-out; otherwise it reads the table by itself. */
  live = false;
  catchingUp = false;
  closed = false;
  /** When it last had room, in milliseconds; a client that reads nothing for long is dropped. */
  roomyAt = 0;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #ended: (stream: EventStream) => void;

  constructor(options: StreamOptions) {
    this.runId = options.runId;
    this.cursor = options.cursor;
    this.credential = options.credential;
    this.recheck = options.recheck;
    this.#ended = options.ended;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => options.drained(this),
        cancel: () => this.#end(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: roomBytes }),
    );
  }

  get roomy(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  /** Hands over entries and moves the cursor; `chunk` is their text when the caller has it already. */
  pass(events: readonly RunEvent[], chunk: Uint8Array): void {
    this.send(chunk);
    this.cursor = events.at(-1)?.seq ?? this.cursor;
  }

  send(chunk: Uint8Array): void {
    if (!this.closed) this.#controller?.enqueue(chunk);
  }

  /** Ends it tidily; the browser reconnects with the last id it saw. */
  close(): void {
    if (this.closed) return;
    const controller = this.#controller;
    this.#end();
    controller?.close();
  }

  #end(): void {
    this.closed = true;
    this.live = false;
    this.#ended(this);
  }
}

/** Entries as `change` events, their number being the id to resume from. */
export function encodeEvents(events: readonly RunEvent[]): Uint8Array {
  return encoder.encode(
    events.map((event) => `event: change\nid: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join(""),
  );
}

export function encodeMessage(name: "hello" | "presence", data: unknown): Uint8Array {
  return encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Keeps proxies from closing a quiet connection. */
export const heartbeat = encoder.encode(": here\n\n");
/** How long a browser waits before it reconnects, in milliseconds. */
export const reconnectDelay = encoder.encode("retry: 1000\n\n");
