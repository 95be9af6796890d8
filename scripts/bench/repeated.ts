import type { Measure } from "./load.ts";

/** What repeated work took, with the processor time of each turn. */
export type Spent = Measure & { cpuMs: number };

/** Does the work again and again for so many seconds, three times at the least. */
export function repeated(name: string, seconds: number, work: () => boolean): Spent {
  work();
  const times: number[] = [];
  let errors = 0;
  const began = process.cpuUsage();
  for (const until = performance.now() + seconds * 1000; performance.now() < until || times.length < 3; ) {
    const start = performance.now();
    if (!work()) errors += 1;
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(began);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const spent = times.reduce((sum, each) => sum + each, 0);
  return {
    name,
    requests: times.length,
    perSecond: (times.length * 1000) / spent,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
    faults: errors > 0 ? { refused: errors } : {},
    cpuMs: (user + system) / 1000 / times.length,
  };
}
