import { hub } from "@/lib/realtime/hub";
import { summaries } from "@/lib/realtime/summary-refresh";
import type { Operation } from "./operation";

/**
 * After a write below /runs/:runId has committed: wakes everybody who listens to that run, and the summary behind it.
 * Never inside the transaction, and never a reason for the answer to fail: the row is the mail, this is the bell.
 */
export function ringAfter(operation: Pick<Operation, "method" | "path" | "quiet">, params: unknown): void {
  if (operation.method === "GET" || operation.quiet || !operation.path.startsWith("/runs/:runId")) return;
  if (typeof params !== "object" || params === null || !("runId" in params)) return;
  if (typeof params.runId !== "string") return;
  hub().ring(params.runId);
  summaries().schedule(params.runId);
}
