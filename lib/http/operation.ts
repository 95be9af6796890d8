import type { z } from "zod";
import type { Action } from "@/lib/domain/permission";

/** Who may call at all; the finer decision is made in lib/data, in the effect's own transaction. */
export type Access =
  /** Needs nobody: sign-in, set-up, invitations, health. */
  | "public"
  /** Needs somebody, whoever it is: one's own session, password, tokens. */
  | "self"
  | Action;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One call of the API: the only source of its route, checks and OpenAPI entry. */
export type Operation<P = unknown, Q = unknown, B = unknown, R = unknown> = {
  /** Verb and noun, e.g. `startRun`; OpenAPI's operationId. */
  id: string;
  method: Method;
  /** Below /api/v1, parameters as `:name`. */
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** Media types read instead of JSON; the handler gets the raw request. */
  consumes?: readonly string[];
  /** Media types answered besides JSON. */
  produces?: readonly string[];
  status: 200 | 201 | 204;
  response?: z.ZodType<R>;
  /** The answer carries a secret: never stored for replay. */
  secret?: true;
  /** Below /runs/:runId, but leaves the run's history alone: nobody is woken for it. */
  quiet?: true;
  /**
   * For what is called all the time: a repeated key is looked for only after nothing was written. The write itself
   * must refuse a key that was used, as one statement or transaction with its effect.
   */
  lateReplay?: true;
  /** Names of body fields that stay out of the idempotency digest: passwords, codes. */
  credentials?: readonly string[];
};

/** Types an operation by what its schemas say; returns it unchanged. */
export function operation<P = unknown, Q = unknown, B = unknown, R = unknown>(
  definition: Operation<P, Q, B, R>,
): Operation<P, Q, B, R> {
  return definition;
}
