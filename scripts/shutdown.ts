import { Stopped } from "./refusal.ts";

/** Resolves at the first reason to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of whoever started us. */
export const stopRequested: Promise<string> = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
  process.once("disconnect", () => resolve("disconnect"));
});

/** Gives up waiting for `work` when a stop is requested; what `work` started must be cleaned by its caller. */
export function unlessStopped<T>(work: Promise<T>): Promise<T> {
  const stopped = stopRequested.then((reason) => {
    throw new Stopped(reason);
  });
  return Promise.race([work, stopped]);
}
