import { type ApiRefusal, newKey } from "@/components/client/api";
import { request } from "./run-request";
import type { RunStore } from "./run-store";

type Options = { method?: "POST" | "PUT" | "PATCH" | "DELETE"; body: unknown };

/** Keys of what was sent and may have arrived: sent again under the same key, it counts once. */
const unanswered = new Map<string, string>();
/** Refused because what was decided on isn't what there is: read again, so that people see what is. */
const outdated: ReadonlySet<ApiRefusal["code"]> = new Set(["conflict", "already_done", "statement_changed"]);
const unsure: ReadonlySet<ApiRefusal["code"]> = new Set(["network", "unavailable", "internal"]);

/**
 * Sends something other than an item change; the run is read again behind it.
 * Resolves to a sentence when it was refused, to undefined when it is done.
 */
export async function sendToRun(store: RunStore, path: string, options: Options): Promise<string | undefined> {
  return (await sendForRefusal(store, path, options))?.message;
}

/** The same for what asks back: resolves to the whole refusal. */
export async function sendForRefusal(store: RunStore, path: string, options: Options): Promise<ApiRefusal | undefined> {
  const { method = "POST", body } = options;
  const sent = `${method} ${store.runId}${path} ${JSON.stringify(body)}`;
  const key = unanswered.get(sent) ?? newKey();
  const answer = await request(`/runs/${store.runId}${path}`, { method, body, idempotencyKey: key });
  if (!answer.ok && unsure.has(answer.code)) unanswered.set(sent, key);
  else unanswered.delete(sent);
  if (!answer.ok) {
    if (outdated.has(answer.code)) void store.refetch();
    return answer.code === "network"
      ? { ...answer, message: "The server didn't answer. Send it again: it counts once." }
      : answer;
  }
  void store.refetch();
  return undefined;
}
