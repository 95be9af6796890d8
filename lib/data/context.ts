import type { Actor } from "@/lib/domain/actor";
import type { Database } from "./database";

/** How a mutation is remembered, so that a retry gets the first answer. Set by lib/http only. */
export type Idempotency = {
  principal: string;
  route: string;
  key: string;
  /** HMAC-SHA-256 over the body less credentials. */
  bodyHmac: Uint8Array<ArrayBuffer>;
  status: number;
  /** True when the answer carries a secret and must not be stored. */
  secret: boolean;
  /** Set once the key is stored with the answer, in the same transaction as the effect. */
  recorded?: true;
};

/** The world a function below the edge runs in: who, which connection, when. */
export type Context = {
  actor: Actor;
  db: Database;
  now: Date;
  idempotency?: Idempotency | undefined;
};

/** Before anybody is known: sign-in, set-up, invitations. */
export type AnonymousContext = Omit<Context, "actor">;
