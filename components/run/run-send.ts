import { newKey } from "@/components/client/api";
import { request } from "./run-request";
import type { RunStore } from "./run-store";

type Options = { method?: "POST" | "PUT" | "PATCH"; body: unknown };

/**
 * Sends something other than an item change; the run is read again behind it.
 * Resolves to a sentence when it was refused, to undefined when it is done.
 */
export async function sendToRun(store: RunStore, path: string, options: Options): Promise<string | undefined> {
  const { method = "POST", body } = options;
  const answer = await request(`/runs/${store.runId}${path}`, { method, body, idempotencyKey: newKey() });
  if (!answer.ok) {
    if (answer.code === "conflict" || answer.code === "already_done") void store.refetch();
    return answer.code === "network" ? "The server can't be reached. Nothing was saved." : answer.message;
  }
  void store.refetch();
  return undefined;
}
