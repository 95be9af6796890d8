import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { at, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";
import { timelineOf } from "./timeline";

type Job = { minutes: number; owner: number; needs: number[] };

/** Up to six jobs of three people; each needs only earlier ones, so that there is no circle. */
const jobs: fc.Arbitrary<Job[]> = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 9 }),
      owner: fc.integer({ min: 0, max: 2 }),
      needs: fc.array(fc.nat(5), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((job, n) => ({ ...job, needs: [...new Set(job.needs.filter((need) => need < n))] })));

function runOf(all: readonly Job[]): RunSnapshot {
  const items = all.map(({ minutes, owner, needs }, n) =>
    item(`j${n}`, {
      severity: "critical",
      owner: `Role ${owner}`,
      estimate: minutes,
      ...(needs.length > 0 ? { needs: needs.map((need) => `j${need}`) } : {}),
    }),
  );
  return snapshotOf(documentOf(phase("p", items), gate("g")));
}

/**
 * The shortest possible end, found without the scheduler: every order of the jobs, each begun as soon as its owner is free
 * and its needs are done.
 */
function shortest(all: readonly Job[]): number {
  let best = Number.POSITIVE_INFINITY;
  const place = (left: readonly number[], ends: ReadonlyMap<number, number>, free: readonly number[], end: number) => {
    if (end >= best) return;
    if (left.length === 0) best = end;
    for (const n of left) {
      const job = all[n];
      if (!job || job.needs.some((need) => !ends.has(need))) continue;
      const start = Math.max(free[job.owner] ?? 0, ...job.needs.map((need) => ends.get(need) ?? 0));
      const finish = start + job.minutes;
      const next = free.map((time, owner) => (owner === job.owner ? finish : time));
      place(
        left.filter((other) => other !== n),
        new Map([...ends, [n, finish]]),
        next,
        Math.max(end, finish),
      );
    }
  };
  place(
    all.map((_, n) => n),
    new Map(),
    [0, 0, 0],
    0,
  );
  return best;
}

const minutesIn = (iso: string) => (Date.parse(iso) - Date.parse(noon)) / 60_000;

describe("the forecast laid out", () => {
  it("ends no earlier than any order could, and within twice of the best", () => {
    let exact = 0;
    let seen = 0;
    fc.assert(
      fc.property(jobs, (all) => {
        const timeline = timelineOf(runOf(all), noon);
        const best = shortest(all);
        const ends = minutesIn(timeline?.endAt ?? "");
        expect(ends).toBeGreaterThanOrEqual(best);
        expect(ends).toBeLessThanOrEqual(2 * best);
        expect(assess(runOf(all), noon).forecast.earliestGoAt).toBe(timeline?.endAt);
        seen += 1;
        if (ends === best) exact += 1;
      }),
      { numRuns: 400 },
    );
    expect(exact / seen).toBeGreaterThan(0.95);
  });

  it("never lets a person do two things at once, nor anything begin before what it needs", () => {
    fc.assert(
      fc.property(jobs, (all) => {
        const lanes = timelineOf(runOf(all), noon)?.lanes ?? [];
        const ends = new Map(lanes.flatMap(({ bars }) => bars.map((bar) => [bar.title, bar.endAt] as const)));
        expect(ends.size).toBe(all.length);
        for (const { bars } of lanes) {
          for (const [n, bar] of bars.entries()) {
            expect(bar.startAt >= (bars[n - 1]?.endAt ?? noon)).toBe(true);
            for (const need of bar.after) expect(bar.startAt >= (ends.get(need) ?? "")).toBe(true);
            expect(minutesIn(bar.endAt) - minutesIn(bar.startAt)).toBe(bar.minutes);
          }
        }
      }),
    );
  });

  it("marks an unbroken chain from now to the end as what decides it", () => {
    fc.assert(
      fc.property(jobs, (all) => {
        const timeline = timelineOf(runOf(all), noon);
        const chain = (timeline?.lanes ?? []).flatMap(({ bars }) => bars.filter(({ critical }) => critical));
        chain.sort((a, b) => (a.startAt < b.startAt ? -1 : 1));
        expect([chain[0]?.startAt, chain.at(-1)?.endAt]).toEqual([noon, timeline?.endAt]);
        for (const [n, bar] of chain.entries()) if (n > 0) expect(bar.startAt).toBe(chain[n - 1]?.endAt);
      }),
    );
  });

  it("says what it assumed and who holds it, and is none once nothing is left", () => {
    const run = snapshotOf(documentOf(phase("p", [item("a"), item("b", { estimate: 5, needs: ["a"] })]), gate("g")));
    expect(timelineOf(run, noon)).toEqual({
      startAt: noon,
      endAt: at(20),
      lanes: [
        {
          id: "nobody",
          who: { kind: "nobody" },
          minutes: 20,
          bars: [
            expect.objectContaining({ key: "a", minutes: 15, assumed: true, after: [] }),
            expect.objectContaining({ key: "b", minutes: 5, assumed: false, after: ["a"], startAt: at(15) }),
          ],
        },
      ],
    });
    const done = { ...run, items: rowsOf(row("a", { state: "passed" }), row("b", { state: "passed" })) };
    expect(timelineOf(done, noon)).toBeNull();
  });
});
