/** One comparison of our clock with the server's: what it said, and how far off that may be, in milliseconds. */
type Sample = { ahead: number; error: number; at: number };

/** After so long a better measured offset gives way to a newer one: quartz drifts a few milliseconds a minute. */
const agesBy = 2 / 60_000;

/**
 * The server's time, by answers that name it. Counts on a clock nobody can set, so that a browser whose date jumps
 * still shows the countdown everybody else sees. `steady` is such a clock, in milliseconds.
 */
export class ServerClock {
  #best: Sample | null = null;
  readonly #steady: () => number;
  readonly #wall: () => number;

  constructor(steady: () => number, wall: () => number) {
    this.#steady = steady;
    this.#wall = wall;
  }

  now(): number {
    return this.#best ? this.#steady() + this.#best.ahead : this.#wall();
  }

  /** An answer that names the server's time: it was taken at some moment between sending and receiving. */
  answered(serverMs: number, sentAt: number, receivedAt: number): void {
    const error = (receivedAt - sentAt) / 2;
    const worn = this.#best ? this.#best.error + (receivedAt - this.#best.at) * agesBy : Number.POSITIVE_INFINITY;
    if (error <= worn) this.#best = { ahead: serverMs - (sentAt + receivedAt) / 2, error, at: receivedAt };
  }

  /** Something happened at that time of the server's: it can't be earlier there now. */
  passed(serverMs: number): void {
    if (this.now() >= serverMs) return;
    const at = this.#steady();
    this.#best = { ahead: serverMs - at, error: this.#best?.error ?? 5_000, at };
  }

  /** Forget what was measured: the machine slept, and the steady clock may have slept with it. */
  doubt(): void {
    if (this.#best) this.#best = { ...this.#best, error: Number.POSITIVE_INFINITY };
  }
}

const steady = () => performance.now();
const clock = new ServerClock(steady, () => Date.now());

/** The server's time in milliseconds, as well as it is known here; ours until it has told. */
export function serverNow(): number {
  return clock.now();
}

/** Something of the server's happened at that time of its clock (ms). */
export function noteServerTime(ms: number): void {
  if (Number.isFinite(ms)) clock.passed(ms);
}

/** Wraps a call: what its answer says of the server's time is taken over. */
export async function timed(call: () => Promise<Response>): Promise<Response> {
  const sentAt = steady();
  const response = await call();
  const told = Number(response.headers.get("server-time"));
  if (told > 0) clock.answered(told, sentAt, steady());
  return response;
}

/** Asks the server for its time, three times as the fastest answer says it best. */
export async function askServerTime(slept = false): Promise<void> {
  if (slept) clock.doubt();
  for (let n = 0; n < 3; n += 1) {
    await timed(() => fetch("/healthz", { method: "HEAD", cache: "no-store" })).catch(() => undefined);
  }
}
