import { type Database, database } from "@/lib/data/database";
import { refreshSummary } from "@/lib/data/run-summary.write";

const soonMs = 250;
/** Rest after each summary, as a multiple of the time it took: readers wait a little rather than ticks. */
const rest = 9;

/** Keeps the stored summaries of runs that change close behind, one at a time and in a tenth of the time at the most. */
export class SummaryRefresh {
  readonly #db: Database;
  readonly #refresh: typeof refreshSummary;
  readonly #due = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database, refresh = refreshSummary) {
    this.#db = db;
    this.#refresh = refresh;
  }

  /** Call after the commit; changes of one run within a quarter of a second become one summary. */
  schedule(runId: string): void {
    this.#due.add(runId);
    this.#timer ??= setTimeout(() => void this.#next(), soonMs).unref();
  }

  async #next(): Promise<void> {
    const [runId] = this.#due;
    if (runId === undefined) {
      this.#timer = null;
      return;
    }
    this.#due.delete(runId);
    const from = performance.now();
    // A summary that fails stays stale, and whoever reads it next computes it.
    await this.#refresh(this.#db, runId, new Date()).catch(() => undefined);
    const took = performance.now() - from;
    this.#timer = setTimeout(() => void this.#next(), Math.max(this.#due.size > 0 ? 0 : soonMs, took * rest)).unref();
  }
}

const shared = globalThis as typeof globalThis & { gonogoSummaries?: SummaryRefresh };

/** The process's own, shared by every bundle of the server. */
export function summaries(): SummaryRefresh {
  shared.gonogoSummaries ??= new SummaryRefresh(database());
  return shared.gonogoSummaries;
}
