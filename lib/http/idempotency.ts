import { createHash, createHmac } from "node:crypto";
import type { Idempotency } from "@/lib/data/context";
import type { Actor } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import type { Operation } from "./operation";

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Who a key belongs to: two people may use the same key without meeting. */
export function principalOf(actor: Actor): string {
  const { credential } = actor;
  if (credential.kind === "machine_token") return `token:${credential.tokenId}`;
  return `person:${actor.person?.id ?? "system"}`;
}

/** Reads the header into what the transaction stores; null when none was sent. */
export function idempotencyOf(
  operation: Pick<Operation, "method" | "status" | "secret" | "credentials">,
  actor: Actor,
  request: Request,
  body: Uint8Array,
): Result<Idempotency | null> {
  const key = request.headers.get("idempotency-key");
  if (key === null || operation.method === "GET") return accept(null);
  if (!keyPattern.test(key)) {
    return refuse("invalid_input", "Idempotency-Key must be 1 to 200 printable ASCII characters without spaces.");
  }
  return accept({
    principal: principalOf(actor),
    route: `${actor.workspaceId} ${operation.method} ${addressOf(new URL(request.url))}`,
    key,
    bodyHmac: Uint8Array.from(
      createHmac("sha256", env().GONOGO_SECRET).update(withoutCredentials(body, operation.credentials)).digest(),
    ),
    status: operation.status,
    secret: operation.secret === true,
  });
}

/** Path and query; a long query by its digest, as what identifies a record has to fit into an index. */
function addressOf({ pathname, search }: URL): string {
  if (search.length <= 200) return `${pathname}${search}`;
  return `${pathname}?sha256=${createHash("sha256").update(search).digest("hex")}`;
}

function withoutCredentials(body: Uint8Array, names: readonly string[] | undefined): Uint8Array | string {
  if (!names?.length) return body;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return JSON.stringify(value, (name, inner: unknown) => (names.includes(name) ? undefined : inner));
  } catch {
    return body;
  }
}
