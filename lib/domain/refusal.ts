/** Why a request was refused: the closed set of codes that cross the wire. Bugs are exceptions and never become one. */
export const refusalCodes = [
  "invalid_input",
  "unauthenticated",
  "second_factor_required",
  "forbidden",
  "not_found",
  "conflict",
  "reason_required",
  "reauthentication_required",
  "waiver_required",
  "reserved_for_checks",
  "comes_back",
  "already_done",
  "ceremony_expired",
  "statement_changed",
  "gate_not_ready",
  "gate_decided",
  "run_closed",
  "choice_not_taken",
  "condition_unmet",
  "hold_running",
  "out_of_order",
  "item_waits",
  "needs_cycle",
  "email_taken",
  "invitation_invalid",
  "last_owner",
  "too_many_requests",
  "too_large",
  "too_slow",
  "secrets_found",
  "unsupported_media_type",
  "foreign_origin",
  "idempotency_key_in_flight",
  "idempotency_key_reused",
  "already_set_up",
  "setup_code_wrong",
  "unavailable",
  "internal",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Problem = {
  line?: number | undefined;
  path?: string | undefined;
  expected?: string | undefined;
  message: string;
};

/** A refusal is a value: `message` says what to do, `current` carries the row a conflict lost to. */
export type Refusal = {
  ok: false;
  code: RefusalCode;
  message: string;
  current?: unknown;
  problems?: Problem[] | undefined;
  retryAfterSeconds?: number | undefined;
};

export type Result<T> = { ok: true; value: T } | Refusal;

export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  more: Partial<Omit<Refusal, "ok" | "code" | "message">> = {},
): Refusal {
  return { ok: false, code, message, ...more };
}
