import type { RunState } from "@/lib/domain/run-state";
import { rowsOf } from "./run-derived";
import { useRun, useRunStore } from "./run-provider";

/** The run as the rules read it at this moment of the server's clock, with our unanswered changes counted in. */
export function useReading(): RunState {
  const store = useRunStore();
  return useRun(() => rowsOf(store).reading);
}
