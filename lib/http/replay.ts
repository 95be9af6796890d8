import { createHmac } from "node:crypto";
import type { Context, Idempotency } from "@/lib/data/context";
import type { Database } from "@/lib/data/database";
import { findReplay } from "@/lib/data/idempotency.read";
import { env } from "@/lib/env";
import { problemResponse } from "./problem";

/** What a repeated key gets instead of a second effect; null when this is the first time. */
export async function replay(db: Database, idempotency: Idempotency): Promise<Response | null> {
  const found = await findReplay(db, idempotency);
  if (found.kind === "none") return null;
  if (found.kind === "refused") return problemResponse(found.refusal);
  const { status, response } = found;
  const headers = { "idempotency-replayed": "true", "cache-control": "no-store" };
  if (status === 204) return new Response(null, { status, headers });
  return new Response(response, { status, headers: { ...headers, "content-type": "application/json" } });
}

/**
 * For bodies the handler streamed itself: sets what was received as the body of the key, then looks for a replay.
 * Without it the key would only say that something was sent.
 */
export async function replayReceived(ctx: Context, received: readonly (string | null)[]): Promise<Response | null> {
  if (!ctx.idempotency) return null;
  const digest = createHmac("sha256", env().GONOGO_SECRET).update(JSON.stringify(received)).digest();
  ctx.idempotency.bodyHmac = Uint8Array.from(digest);
  return replay(ctx.db, ctx.idempotency);
}
