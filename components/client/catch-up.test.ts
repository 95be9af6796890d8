import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "./api";
import { CatchUp } from "./catch-up";

type Run = { seq: number };
const away: Answer<never> = { ok: false, code: "network", message: "away", problems: [] };

let server: Run;
let shown: Run;
let reads: number;
let behind: boolean;
let gone: boolean;
/** What the next reads come to instead of the server's answer. */
let lost: Answer<never>[];
let reader: CatchUp<Run>;

beforeEach(() => {
  vi.useFakeTimers();
  server = { seq: 5 };
  shown = { seq: 5 };
  reads = 0;
  behind = false;
  gone = false;
  lost = [];
  reader = new CatchUp<Run>({
    read: async () => {
      reads += 1;
      return lost.shift() ?? { ok: true, value: { ...server } };
    },
    adopt: (value) => {
      shown = value;
    },
    seqOf: ({ seq }) => seq,
    shown: () => shown.seq,
    behind: (is) => {
      behind = is;
    },
    gone: () => {
      gone = true;
    },
  });
});
afterEach(() => void vi.useRealTimers());

/** An entry happened on the server, and the stream told its number. */
function happens(): void {
  server.seq += 1;
  reader.hear(server.seq);
  reader.readMissing();
}

test.each<[string, Answer<never>]>([
  ["the network", away],
  ["an error of the server's", { ok: false, code: "internal", message: "", problems: [] }],
  ["a limit", { ok: false, code: "too_many_requests", message: "", problems: [], retryAfterSeconds: 2 }],
])("a read lost to %s leaves it behind until a later one is answered, by itself", async (_, answer) => {
  lost = [answer, answer];
  happens();
  await vi.advanceTimersByTimeAsync(0);
  expect([behind, shown.seq]).toEqual([true, 5]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([behind, shown.seq]).toEqual([true, 5]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect([behind, shown.seq, reads]).toEqual([false, 6, 3]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(3);
});

test("a server that asks for time gets it, whatever happens meanwhile", async () => {
  lost = [{ ok: false, code: "too_many_requests", message: "", problems: [], retryAfterSeconds: 30 }];
  happens();
  await vi.advanceTimersByTimeAsync(0);
  for (let n = 0; n < 20; n += 1) happens();
  await vi.advanceTimersByTimeAsync(29_000);
  expect([reads, behind]).toEqual([1, true]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([reads, behind, shown.seq]).toEqual([2, false, 26]);
});

test("an answer older than what was heard of doesn't count as level", async () => {
  reader.hear(7);
  reader.readMissing();
  await vi.advanceTimersByTimeAsync(0);
  expect(behind).toBe(true);
  server.seq = 7;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([behind, shown.seq]).toEqual([false, 7]);
});

test("what happens while it reads is read behind it, once", async () => {
  happens();
  for (let n = 0; n < 5; n += 1) happens();
  await vi.advanceTimersByTimeAsync(0);
  expect([shown.seq, behind]).toEqual([11, false]);
  expect(reads).toBeLessThanOrEqual(2);
});

test("a read that takes long leaves it behind, until it comes", async () => {
  let answer: (value: Answer<Run>) => void = () => undefined;
  const slow = new CatchUp<Run>({
    read: () => new Promise((resolve) => (answer = resolve)),
    adopt: (value) => {
      shown = value;
    },
    seqOf: ({ seq }) => seq,
    shown: () => shown.seq,
    behind: (is) => {
      behind = is;
    },
    gone: () => undefined,
  });
  slow.hear(6);
  slow.readMissing();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(behind).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(behind).toBe(true);
  answer({ ok: true, value: { seq: 6 } });
  await vi.advanceTimersByTimeAsync(0);
  expect(behind).toBe(false);
});

test("back on the network, it doesn't wait for its turn", async () => {
  lost = [away, away, away, away, away];
  happens();
  await vi.advanceTimersByTimeAsync(16_000);
  expect([reads, behind]).toEqual([5, true]);
  reader.tryNow();
  await vi.advanceTimersByTimeAsync(0);
  expect([reads, behind]).toEqual([6, false]);
  reader.tryNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(reads).toBe(6);
});

test("who may not see the run any more stops asking, as does who left", async () => {
  lost = [{ ok: false, code: "not_found", message: "", problems: [] }];
  happens();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([gone, reads]).toEqual([true, 1]);
  lost = [away];
  happens();
  reader.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(2);
});
