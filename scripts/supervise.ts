import { Refusal } from "./refusal.ts";
import { stopRequested } from "./shutdown.ts";

/** Starts again what ends without having been asked to, unless it does so too often; ends with the stop request. */
export async function supervise(
  name: string,
  first: { ended: Promise<unknown> },
  startAgain: () => Promise<{ ended: Promise<unknown> }>,
): Promise<void> {
  const times: number[] = [];
  let current = first;
  for (;;) {
    const stopped = await Promise.race([current.ended.then(() => false), stopRequested.then(() => true)]);
    if (stopped) return;
    times.push(Date.now());
    if (times.filter((time) => time > Date.now() - 60_000).length > 5)
      throw new Refusal(`${name} has ended five times within a minute.`, "What it wrote stands above or in its log.");
    console.error(`${name} has ended unexpectedly and is started again.`);
    current = await startAgain();
  }
}
