import { timingSafeEqual } from "node:crypto";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import type { Idempotency } from "./context";
import { type Database, queryPrepared } from "./database";

export type Replay =
  | { kind: "none" }
  | { kind: "answer"; status: number; response: string }
  | { kind: "refused"; refusal: Refusal };

type Row = { status: number; response: string | null; bodyHmac: Buffer };

const recordText = `
  select status, response, body_hmac as "bodyHmac" from idempotency_record
  where principal = $1 and route = $2 and key = $3`;

/** What a repeated key gets: the first answer, or a refusal when the body differs or the answer held a secret. */
export async function findReplay(db: Database, idempotency: Idempotency): Promise<Replay> {
  const { principal, route, key, bodyHmac } = idempotency;
  const [record] = await queryPrepared<Row>(db, "idempotency record", recordText, [principal, route, key]);
  if (!record) return { kind: "none" };
  if (!timingSafeEqual(record.bodyHmac, bodyHmac)) {
    const message = "This Idempotency-Key was used with another body. Use a new key for a new request.";
    return { kind: "refused", refusal: refuse("idempotency_key_reused", message) };
  }
  if (record.response === null) {
    const message = "This request was carried out before; its answer held a secret and isn't shown again.";
    return { kind: "refused", refusal: refuse("already_done", message) };
  }
  return { kind: "answer", status: record.status, response: record.response };
}
