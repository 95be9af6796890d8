import pg from "pg";

const channel = "gonogo_run";
const coalesceMs = 20;
const longestWaitMs = 5_000;

/** What rang: the run's history grew, or who is here changed. */
export type Ring = { kind: "change" | "presence"; runId: string };

/**
 * Tells the other instances that a run moved. One connection both listens and notifies, outside every transaction:
 * inside, NOTIFY serialises all commits. Lost rings cost at most a second, as hubs also look at the heads.
 */
export class Doorbell {
  readonly #url: string;
  readonly #heard: (ring: Ring) => void;
  readonly #pending = new Set<string>();
  /** Connected and listening. */
  #client: pg.Client | null = null;
  /** The last one tried: what an older one still says is ignored. */
  #latest: pg.Client | null = null;
  #flush: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #waitMs = 100;
  #closed = false;

  /** `heard` is called for rings of other instances only. */
  constructor(url: string, heard: (ring: Ring) => void) {
    this.#url = url;
    this.#heard = heard;
    void this.#connect();
  }

  /** Sends soon; rings for the same run within 20 ms become one. */
  ring(ring: Ring): void {
    if (this.#closed) return;
    this.#pending.add(`${ring.kind} ${ring.runId}`);
    this.#flush ??= setTimeout(() => void this.#send(), coalesceMs).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#flush) clearTimeout(this.#flush);
    if (this.#retry) clearTimeout(this.#retry);
    const client = this.#latest;
    this.#latest = null;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #send(): Promise<void> {
    this.#flush = null;
    const rings = [...this.#pending];
    this.#pending.clear();
    const client = this.#client;
    await client
      ?.query("select pg_notify($1, ring) from unnest($2::text[]) ring", [channel, rings])
      .catch(() => this.#lost(client));
  }

  async #connect(): Promise<void> {
    this.#retry = null;
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, application_name: "gonogo doorbell" });
    this.#latest = client;
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", ({ payload, processId }) => {
      const [kind, runId] = (payload ?? "").split(" ");
      if (processId === processIdOf(client) || !runId) return;
      if (kind === "change" || kind === "presence") this.#heard({ kind, runId });
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch {
      this.#lost(client);
      return;
    }
    if (this.#closed) return void client.end().catch(() => undefined);
    this.#client = client;
    this.#waitMs = 100;
  }

  #lost(client: pg.Client): void {
    if (client !== this.#latest) return;
    this.#latest = null;
    this.#client = null;
    client.end().catch(() => undefined);
    if (this.#closed) return;
    this.#retry = setTimeout(() => void this.#connect(), this.#waitMs).unref();
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
  }
}

/** The backend's pid, which pg keeps on the client without typing it. */
function processIdOf(client: pg.Client): number | null {
  return "processID" in client && typeof client.processID === "number" ? client.processID : null;
}
