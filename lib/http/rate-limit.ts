import { addressSubject, clientAddress } from "@/lib/auth/client";
import type { Actor } from "@/lib/domain/actor";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { principalOf } from "./idempotency";

const windowSeconds = 60;
const remembered = 20_000;

type Count = { used: number; endsAt: number };

/** Counts calls a minute, in this process. The limits on sign-in and signing are others, kept in the database. */
export class RateLimit {
  readonly #counts = new Map<string, Count>();

  /** Takes one call of `limit`; gives what is left and the seconds until the count begins anew. */
  take(subject: string, limit: number, nowMs: number): { left: number; resetSeconds: number } {
    const found = this.#counts.get(subject);
    const current = found && found.endsAt > nowMs ? found : this.#begin(subject, nowMs);
    current.used += 1;
    return { left: limit - current.used, resetSeconds: Math.ceil((current.endsAt - nowMs) / 1000) };
  }

  #begin(subject: string, nowMs: number): Count {
    if (this.#counts.size >= remembered) {
      for (const [name, { endsAt }] of this.#counts) if (endsAt <= nowMs) this.#counts.delete(name);
      // Still full of strangers: forgetting them all costs one minute of patience with them.
      if (this.#counts.size >= remembered) this.#counts.clear();
    }
    const fresh = { used: 0, endsAt: nowMs + windowSeconds * 1000 };
    this.#counts.set(subject, fresh);
    return fresh;
  }
}

const shared = globalThis as typeof globalThis & { gonogoRates?: RateLimit };

export type Rate = { refusal: Refusal | null; headers: Record<string, string> };

/** Counts a call to its principal, or to its address while nobody is known; the headers say what is left. */
export function rateOf(actor: Actor | null, request: Request): Rate {
  shared.gonogoRates ??= new RateLimit();
  const policy = actor ? "principal" : "address";
  const limit = actor ? env().GONOGO_RATE_LIMIT : env().GONOGO_RATE_LIMIT_STRANGERS;
  const subject = actor ? principalOf(actor) : addressSubject(clientAddress(request.headers));
  const { left, resetSeconds } = shared.gonogoRates.take(subject, limit, Date.now());
  const headers = {
    "ratelimit-policy": `"${policy}";q=${limit};w=${windowSeconds}`,
    ratelimit: `"${policy}";r=${Math.max(0, left)};t=${resetSeconds}`,
  };
  if (left >= 0) return { refusal: null, headers };
  const message = `More than ${limit} calls within a minute. Wait ${resetSeconds} s.`;
  return { refusal: refuse("too_many_requests", message, { retryAfterSeconds: resetSeconds }), headers };
}
