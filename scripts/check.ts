import { Stopped } from "./refusal.ts";
import { withScratch } from "./test/scratch.ts";
import { checkStatically } from "./test/static.ts";

/** `npm run check`: seconds, no database. Gives 1 when anything failed. */
export async function run(): Promise<number> {
  const tally = { passed: 0, failed: 0 };
  try {
    await withScratch(() => checkStatically(tally));
  } catch (error) {
    if (error instanceof Stopped) return 130;
    throw error;
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}
