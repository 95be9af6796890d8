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

/** How far a run is, where its verdict doesn't say so. */
export const progressWords: Partial<Readonly<Record<RunLife, string>>> = {
  polling: "poll open",
  deploying: "deploying",
  verifying: "live, being verified",
  rolling_back: "rolling back",
  rolled_back: "rolled back",
  aborted: "given up",
};
