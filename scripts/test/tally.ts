import { stripVTControlCharacters } from "node:util";
import { errorMessage, Refusal, Stopped } from "../refusal.ts";
import { type Progress, stage } from "../stage.ts";

/** What a step of `npm test` counted, and what to show of its failures. */
export type Outcome = { passed: number; failed: number; skipped?: number; complaints: string[] };

/** Everything counted so far. */
export type Tally = { passed: number; failed: number };

/** Runs one step as a stage and adds its counts; a step that breaks is one failure and stops nobody after it. */
export async function step(
  tally: Tally,
  name: string,
  work: (progress: Progress) => Promise<Outcome>,
): Promise<boolean> {
  const outcome = await stage(name, async (progress) => {
    const result = await work(progress).catch(brokenStep);
    const skipped = result.skipped ? `, ${result.skipped} skipped` : "";
    progress(`${result.passed} passed${result.failed ? `, ${result.failed} failed` : ""}${skipped}`);
    return result;
  });
  tally.passed += outcome.passed;
  tally.failed += outcome.failed;
  for (const complaint of outcome.complaints) console.log(`\n${stripVTControlCharacters(complaint).trim()}\n`);
  return outcome.failed === 0;
}

function brokenStep(error: unknown): Outcome {
  if (error instanceof Stopped) throw error;
  const text = error instanceof Refusal ? `${error.message}\n${error.remedy}` : errorMessage(error);
  return { passed: 0, failed: 1, complaints: [text] };
}

/** For a step that is one check: passes when the work ends, fails with what the work throws. */
export async function oneCheck(work: Promise<unknown>): Promise<Outcome> {
  await work;
  return { passed: 1, failed: 0, complaints: [] };
}
