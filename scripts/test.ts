import { buildWhenNeeded } from "./build.ts";
import { Stopped } from "./refusal.ts";
import { unlessStopped } from "./shutdown.ts";
import { runJourneys } from "./test/journeys.ts";
import { withScratch } from "./test/scratch.ts";
import { checkStatically } from "./test/static.ts";
import { oneCheck, step, type Tally } from "./test/tally.ts";
import { runVitest } from "./test/vitest.ts";

/** `npm test`: every test there is. A step that fails stops none that does not need it. */
export async function run(): Promise<number> {
  const tally = { passed: 0, failed: 0 };
  try {
    await withScratch(() => runAll(tally));
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
