import type { RunLife } from "@/lib/domain/run-life";

/** How far a run is, where its verdict doesn't say so. */
export const lifeWords: Partial<Record<RunLife, string>> = {
  polling: "poll open",
  deploying: "deploying",
  verifying: "live, being verified",
  rolling_back: "rolling back",
  rolled_back: "rolled back",
  aborted: "given up",
};
