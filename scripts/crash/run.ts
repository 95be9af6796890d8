import { createWorkspace } from "../bench/workspace.ts";
import { generator } from "../generator.ts";
import { until } from "../process.ts";
import { type CrashSystem, startCrashSystem } from "./system.ts";
import { findViolations } from "./verify.ts";
import { startWorkers } from "./workers.ts";

export type CrashOutcome = { cycles: number; ticks: number; violations: string[] };

/**
 * Kills app and database in turn, `cycles` times each, while `workers` items are ticked without pause; then compares
 * every confirmed tick with the database. `spoil` plants a defect before comparing, to see that it is found.
 */
export async function crash(
  options: {
    cycles: number;
    workers: number;
    seed: number;
    spoil?: (system: CrashSystem, run: string) => Promise<void>;
  },
  progress: (note: string) => void = () => undefined,
): Promise<CrashOutcome> {
  const random = generator(options.seed);
  const system = await startCrashSystem();
  try {
    const { token, targets } = await createWorkspace(system.url, system.setupCode, {
      runs: 1,
      items: options.workers,
    });
    const target = targets[0];
    if (!target) throw new Error("no run to tick in");
    const workers = startWorkers(system.url, token, target.run, target.items.slice(0, options.workers));
    for (let cycle = 1; cycle <= options.cycles; cycle += 1) {
      for (const what of ["app", "database"] as const) {
        progress(`cycle ${cycle} of ${options.cycles}, ${what}, ${workers.total()} ticks`);
        const before = workers.total();
        const wanted = before + 5 + Math.floor(random() * 60);
        if (!(await until(() => workers.total() >= wanted, 60))) throw new Error("The workers got no further.");
        await system.kill(what);
      }
    }
    await workers.stop();
    await options.spoil?.(system, target.run);
    const violations = await findViolations(system.urls.superuser, workers.acknowledged);
    return { cycles: options.cycles, ticks: workers.total(), violations };
  } finally {
    await system.stop();
  }
}
