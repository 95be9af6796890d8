import type { Tone } from "@/components/ui/badge";
import type { RunLife } from "@/lib/domain/run-life";

/** The colour of a life beside its word. */
export const lifeTones: Readonly<Record<RunLife, Tone>> = {
  planning: "plain",
  polling: "wait",
  no_go: "no",
  deploying: "accent",
  verifying: "accent",
  rolling_back: "no",
  rolled_back: "no",
  aborted: "hold",
  closed: "plain",
};
