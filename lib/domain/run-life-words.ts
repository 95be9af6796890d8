import type { RunLife } from "./run-life";

/** A run's life as people read it. */
export const lifeWords: Readonly<Record<RunLife, string>> = {
  planning: "Planning",
  polling: "Polling",
  no_go: "No-go",
  deploying: "Deploying",
  verifying: "Verifying",
  rolling_back: "Rolling back",
  rolled_back: "Rolled back",
  aborted: "Given up",
  closed: "Closed",
};

/** `Rehearsal, 60 times faster`; empty for a real run. */
export function rehearsalWords({ rehearsal, timeScale }: { rehearsal: boolean; timeScale: number }): string {
  if (!rehearsal) return "";
  return timeScale > 1 ? `Rehearsal, ${timeScale} times faster` : "Rehearsal";
}
