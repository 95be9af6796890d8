import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { documentOf, gate, item, phase, row, rowsOf, snapshotOf } from "./sample-run";
import { timelineOf } from "./timeline";
import { type WorkingHours, weekdays } from "./working-hours";

type Job = { minutes: number; owner: number; needs: number[]; done: boolean };
type Case = { jobs: Job[]; hours: WorkingHours | null; now: string };
/** When each job begins and ends, and when GO can be. */
type Plan = { jobs: Record<string, string>; go: string };

const shifts: (WorkingHours | null)[] = [
  null,
  { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00", timeZone: "Europe/Berlin" },
  { days: ["mon", "wed", "sat"], from: "10:30", to: "13:00", timeZone: "Asia/Kolkata" },
  { days: ["fri", "sun"], from: "22:00", to: "02:00", timeZone: "America/New_York" },
  { days: [...weekdays], from: "00:00", to: "24:00", timeZone: "UTC" },
];

// In January, when no clock changes: that has its own tests in work-calendar.
const start = Date.parse("2026-01-08T00:00:00Z");
const cases: fc.Arbitrary<Case> = fc.record({
  jobs: fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 5, max: 200 }),
        owner: fc.integer({ min: 0, max: 2 }),
        needs: fc.array(fc.nat(5), { maxLength: 2 }),
        done: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map((job, n) => ({ ...job, needs: [...new Set(job.needs.filter((need) => need < n))] }))),
  hours: fc.constantFrom(...shifts),
  now: fc.nat(7 * 24 * 60 - 1).map((minutes) => new Date(start + minutes * 60_000).toISOString()),
});

const name = (n: number) => `j${n}`;

/** What the product says. */
function planned({ jobs, hours, now }: Case): Plan {
  const items = jobs.map(({ minutes, owner, needs }, n) =>
    item(name(n), {
      severity: "critical",
      owner: `Role ${owner}`,
      estimate: minutes,
      ...(needs.length > 0 ? { needs: needs.map(name) } : {}),
    }),
  );
  const base = snapshotOf(documentOf(phase("p", items), gate("g")));
  const rows = jobs.flatMap(({ done }, n) => (done ? [row(name(n), { state: "passed" })] : []));
  const run: RunSnapshot = { ...base, run: { ...base.run, workingHours: hours }, items: rowsOf(...rows) };
  const bars = timelineOf(run, now)?.lanes.flatMap((lane) => lane.bars) ?? [];
  return {
    jobs: Object.fromEntries(bars.map(({ key, startAt, endAt }) => [key, `${startAt} ${endAt}`])),
    go: assess(run, now).forecast.earliestGoAt ?? "none",
  };
}

/** The same, lived through minute by minute: in each, whoever is at work goes on, or begins what most depends on. */
function lived({ jobs, hours, now }: Case): Plan {
  const left = jobs.map(({ minutes, done }) => (done ? 0 : minutes));
  const chain = (n: number): number =>
    (jobs[n]?.minutes ?? 0) +
    Math.max(0, ...jobs.flatMap((job, m) => (!job.done && job.needs.includes(n) ? [chain(m)] : [])));
  const plan: Plan = { jobs: {}, go: "none" };
  const begun = new Map<number, string>();
  const current = new Map<number, number>();
  const isOpen = clockOf(hours);
  for (let ms = Date.parse(now); left.some((minutes) => minutes > 0); ms += 60_000) {
    if (!isOpen(ms)) continue;
    for (const owner of [0, 1, 2]) {
      if (current.has(owner)) continue;
      const ready = jobs.flatMap((job, n) =>
        job.owner === owner && (left[n] ?? 0) > 0 && job.needs.every((need) => left[need] === 0) ? [n] : [],
      );
      const [next] = ready.toSorted((a, b) => chain(b) - chain(a) || a - b);
      if (next === undefined) continue;
      current.set(owner, next);
      begun.set(next, new Date(ms).toISOString());
    }
    for (const [owner, n] of [...current]) {
      left[n] = (left[n] ?? 0) - 1;
      if (left[n] > 0) continue;
      current.delete(owner);
      plan.go = new Date(ms + 60_000).toISOString();
      plan.jobs[name(n)] = `${begun.get(n)} ${plan.go}`;
    }
  }
  return plan;
}

/** Whether the clock on the wall shows a time of work; asked of Intl once an hour of the day. */
function clockOf(hours: WorkingHours | null): (ms: number) => boolean {
  if (!hours) return () => true;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: hours.timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const half = 30 * 60_000;
  const known = new Map<number, { day: number; minute: number }>();
  const time = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const [from, to] = [time(hours.from), time(hours.to)];
  const works = (day: number) => hours.days.some((each) => weekdays.indexOf(each) === (day + 7) % 7);
  return (ms) => {
    const block = Math.floor(ms / half);
    let wall = known.get(block);
    if (!wall) {
      const part = Object.fromEntries(format.formatToParts(block * half).map(({ type, value }) => [type, value]));
      const day = (weekdays as readonly string[]).indexOf(part.weekday?.toLowerCase() ?? "");
      wall = { day, minute: Number(part.hour) * 60 + Number(part.minute) };
      known.set(block, wall);
    }
    const minute = wall.minute + Math.floor((ms - block * half) / 60_000);
    if (to > from) return works(wall.day) && minute >= from && minute < to;
    return (works(wall.day) && minute >= from) || (works(wall.day - 1) && minute < to);
  };
}

const sampled = fc.sample(cases, { numRuns: 200, seed: 11 }).map((each) => ({ each, expected: lived(each) }));

it("plans every job as whoever lives through it minute by minute, by the hours they work", () => {
  for (const { each, expected } of sampled) expect(planned(each)).toEqual(expected);
});

const changedJobs = (each: Case, change: (job: Job, n: number) => Job) => ({ ...each, jobs: each.jobs.map(change) });
const changedHours = (each: Case, change: (hours: WorkingHours) => WorkingHours) => ({
  ...each,
  hours: each.hours && change(each.hours),
});

/** The planner as it would be with one defect each. */
const planted: Record<string, (each: Case) => Case> = {
  "knows no hours of work": (each) => ({ ...each, hours: null }),
  "works at weekends, too": (each) => changedHours(each, (hours) => ({ ...hours, days: [...weekdays] })),
  "reads the hours by another place's clock": (each) => changedHours(each, (h) => ({ ...h, timeZone: "UTC" })),
  "goes on for half an hour": (each) =>
    changedHours(each, (hours) => ({
      ...hours,
      to: hours.to.replace(/^(\d\d):00/, "$1:30").replace("24:30", "24:00"),
    })),
  "knows no needs": (each) => changedJobs(each, (job) => ({ ...job, needs: [] })),
  "knows the first need alone": (each) => changedJobs(each, (job) => ({ ...job, needs: job.needs.slice(0, 1) })),
  "lets people do several things at once": (each) => changedJobs(each, (job, n) => ({ ...job, owner: 10 + n })),
  "has one person do everything": (each) => changedJobs(each, (job) => ({ ...job, owner: 0 })),
  "plans what is done": (each) => changedJobs(each, (job) => ({ ...job, done: false })),
  "takes a minute off": (each) => changedJobs(each, (job) => ({ ...job, minutes: job.minutes - 1 })),
  "begins at the full hour": (each) => ({ ...each, now: `${each.now.slice(0, 13)}:00:00.000Z` }),
};

it.each(Object.entries(planted))("sees the planted defect: it %s", (_, defect) => {
  expect(sampled.some(({ each, expected }) => !isDeepStrictEqual(planned(defect(each)), expected))).toBe(true);
});
