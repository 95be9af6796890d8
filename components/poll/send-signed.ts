import type { ApiRefusal } from "@/components/client/api";
import { tryAgainMs } from "@/components/client/try-again";
import type { RunSnapshot } from "@/lib/domain/run";
import { request } from "../run/run-request";
import type { RunStore } from "../run/run-store";

type Signed = {
  path: string;
  /** Of the ceremony or the override. */
  id: string;
  body: object;
  /** Whether the run shows it as given by whoever sends it. */
  isGiven: (run: RunSnapshot) => boolean;
};

/** Nobody said whether it counts. */
const unsure: ReadonlySet<ApiRefusal["code"]> = new Set([
  "network",
  "unavailable",
  "internal",
  "idempotency_key_in_flight",
]);
const most = 3;

/**
 * Sends a proof for a statement under one key for that statement, however often: an answer that was lost on the way
 * would else come back as a refusal of what is on record. Resolves to null when it is given.
 */
export async function sendSigned(
  store: Pick<RunStore, "runId" | "refetch" | "getState">,
  { path, id, body, isGiven }: Signed,
  ask: typeof request = request,
): Promise<ApiRefusal | null> {
  for (let failed = 1; ; failed += 1) {
    const answer = await ask(`/runs/${store.runId}${path}`, { method: "POST", body, idempotencyKey: `sign:${id}` });
    if (answer.ok) {
      await store.refetch();
      return null;
    }
    if (await isGivenAlready(store, answer, isGiven)) return null;
    if (!unsure.has(answer.code)) return answer;
    if (failed === most) return { ...answer, message: "The server didn’t answer. Send it again: it counts once." };
    await new Promise((resolve) => setTimeout(resolve, tryAgainMs(failed - 1, answer.retryAfterSeconds)));
  }
}

/** True when a refusal comes of its being given before: the run is read again to know. */
export async function isGivenAlready(
  store: Pick<RunStore, "refetch" | "getState">,
  { code }: ApiRefusal,
  isGiven: (run: RunSnapshot) => boolean,
): Promise<boolean> {
  if (!unsure.has(code) && code !== "already_done" && code !== "ceremony_expired") return false;
  await store.refetch();
  return isGiven(store.getState().base);
}

/** For a proof that may still be right: it needn't be typed again. */
export function isUnsure({ code }: ApiRefusal): boolean {
  return unsure.has(code);
}
