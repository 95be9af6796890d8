import type { Answer, ApiRefusal } from "./api";
import { tryAgainMs } from "./try-again";

/** A read that takes longer leaves what is shown behind. */
const slowMs = 3_000;

type Source<T> = {
  read: () => Promise<Answer<T>>;
  /** Shows what was read. */
  adopt: (value: T) => void;
  /** Number of the last entry that a value, and what is shown, has in it. */
  seqOf: (value: T) => number;
  shown: () => number;
  /** Something has happened that what is shown doesn't know; false once it does. */
  behind: (is: boolean) => void;
  /** Whoever reads may not any more. */
  gone: () => void;
};

/**
 * Keeps what is shown level with a run's history. A read that is lost is tried again until it is answered, and what is
 * shown counts as behind meanwhile: else a verdict would stand there that isn't the run's any more.
 */
export class CatchUp<T> {
  readonly #source: Source<T>;
  #reading: Promise<void> | null = null;
  #again = false;
  #heard = 0;
  #behind = false;
  #failed = 0;
  #stopped = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #slow: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source<T>) {
    this.#source = source;
  }

  /** There is an entry of this number. Whoever heard of it without what it did asks for what is missing. */
  hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
  }

  /** Reads if something is missing that was heard of; while a try is to come, that one does. */
  readMissing(): void {
    if (this.#isMissing() && !this.#reading && this.#retry === undefined) void this.read();
  }

  /** The server can be reached again: what waits for the next try is read now. */
  tryNow(): void {
    this.#stopped = false;
    if (!this.#reading && (this.#behind || this.#retry !== undefined)) void this.read();
  }

  /** Reads; calls while a read is under way share one more after it. */
  read(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#stopped = false;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#slow ??= setTimeout(() => this.#tell(true), slowMs);
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Nobody looks any more: a read that is lost now isn't tried again. */
  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#slow);
    this.#retry = undefined;
    this.#slow = undefined;
  }

  async #readAll(): Promise<void> {
    const { read, adopt, seqOf } = this.#source;
    do {
      this.#again = false;
      const heard = this.#heard;
      const answer = await read();
      if (!answer.ok) return this.#tryLater(answer);
      adopt(answer.value);
      if (seqOf(answer.value) < heard) return this.#tryLater(null);
    } while (this.#again || this.#isMissing());
    this.#clear();
    this.#failed = 0;
    this.#tell(false);
  }

  #tryLater(answer: ApiRefusal | null): void {
    if (answer?.code === "unauthenticated" || answer?.code === "not_found") {
      this.#clear();
      this.#source.gone();
      return;
    }
    this.#tell(true);
    if (this.#stopped) return;
    this.#retry = setTimeout(() => void this.read(), tryAgainMs(this.#failed, answer?.retryAfterSeconds));
    this.#failed += 1;
  }

  #isMissing(): boolean {
    return this.#heard > this.#source.shown();
  }

  #tell(behind: boolean): void {
    if (behind === this.#behind) return;
    this.#behind = behind;
    this.#source.behind(behind);
  }
}
