import fc from "fast-check";
import { expect, test } from "vitest";
import { ServerClock } from "./server-clock";

/** A browser beside a server: both at `true` time, the browser's date set wrong, its answers slow one way or the other. */
function browser(wrongBy: number) {
  const truth = { ms: 1_764_000_000_000 };
  const started = truth.ms;
  const date = { wrongBy };
  const clock = new ServerClock(
    () => truth.ms - started,
    () => truth.ms + date.wrongBy,
  );
  const ask = (there: number, back: number) => {
    const sent = truth.ms - started;
    const told = truth.ms + there;
    truth.ms += there + back;
    clock.answered(told, sent, truth.ms - started);
  };
  return { truth, date, clock, ask };
}

const delay = fc.integer({ min: 0, max: 240 });
const jump = fc.integer({ min: -86_400_000, max: 86_400_000 });

test("two browsers with wrong dates and slow lines are within 250 ms of the server, and stay so when a date jumps", () => {
  fc.assert(
    fc.property(
      jump,
      jump,
      fc.array(fc.tuple(delay, delay), { minLength: 1, maxLength: 5 }),
      (wrong, jumps, answers) => {
        const { truth, date, clock, ask } = browser(wrong);
        for (const [there, back] of answers) {
          ask(there, back);
          truth.ms += 20_000;
          date.wrongBy += jumps;
          expect(Math.abs(clock.now() - truth.ms)).toBeLessThan(250);
        }
      },
    ),
  );
});

test("a slow answer doesn't spoil what a fast one told, until that is old", () => {
  const { truth, clock, ask } = browser(0);
  ask(2, 2);
  ask(0, 4_000);
  expect(clock.now()).toBe(truth.ms);
  clock.doubt();
  ask(0, 400);
  expect(clock.now()).toBe(truth.ms - 200);
});

test("what happened on the server can't be in the future", () => {
  const { truth, clock } = browser(-9_000);
  expect(clock.now()).toBe(truth.ms - 9_000);
  clock.passed(truth.ms);
  expect(clock.now()).toBe(truth.ms);
});
