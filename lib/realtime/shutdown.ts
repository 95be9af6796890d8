import type { Hub } from "./hub";

const shared = globalThis as typeof globalThis & { gonogoHub?: Hub; gonogoShutdown?: true };

/** Ends all event streams when the process is asked to stop; the server waits for open answers before it exits. */
export function closeStreamsOnShutdown(): void {
  if (shared.gonogoShutdown) return;
  shared.gonogoShutdown = true;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => shared.gonogoHub?.closeStreams());
}
