import { buildWhenNeeded } from "./build.ts";
import { generateClient } from "./client.ts";
import { Refusal, Stopped } from "./refusal.ts";
import { unlessStopped } from "./shutdown.ts";
import { runJourneys } from "./test/journeys.ts";
import { withScratch } from "./test/scratch.ts";
import { checkStatically } from "./test/static.ts";
import { oneCheck, step, type Tally } from "./test/tally.ts";
import { runVitest } from "./test/vitest.ts";

const parts = ["data", "launcher", "journeys"];

/**
 * `npm test`: every test there is. A step that fails stops none that does not need it.
 * `node scripts/start.cjs test PART [FILTER…]` runs one part while working on it, only the files whose names hold a filter.
 */
export async function run(args: string[] = []): Promise<number> {
  const tally = { passed: 0, failed: 0 };
  const [part, ...filters] = args;
  if (part !== undefined && !parts.includes(part))
    throw new Refusal(`There are no tests called ${part}.`, `Say ${parts.join(", ")}, or nothing for all of them.`);
  try {
    await withScratch(() => (part === undefined ? runAll(tally) : runPart(tally, part, filters)));
  } catch (error) {
    if (error instanceof Stopped) return 130;
    throw error;
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

async function runAll(tally: Tally): Promise<void> {
  await checkStatically(tally);
  await step(tally, "data", () => runVitest("data"));
  const built = await step(tally, "build", (progress) => unlessStopped(oneCheck(buildWhenNeeded(progress))));
  if (built) {
    await step(tally, "launcher", () => runVitest("launcher"));
    await step(tally, "journeys", runJourneys);
  } else {
    console.log("Without a build neither the launcher nor the journeys can be tried.");
  }
}

async function runPart(tally: Tally, part: string, filters: string[]): Promise<void> {
  await step(tally, "client", () => oneCheck(generateClient()));
  if (part !== "data") await step(tally, "build", (progress) => unlessStopped(oneCheck(buildWhenNeeded(progress))));
  if (part === "journeys") await step(tally, "journeys", (progress) => runJourneys(progress, filters));
  else await step(tally, part, () => runVitest(part, filters));
}
