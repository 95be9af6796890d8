import type { Refusal, RefusalCode } from "@/lib/domain/refusal";

const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalid_input: 422,
  unauthenticated: 401,
  second_factor_required: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  reason_required: 422,
  reauthentication_required: 403,
  reserved_for_checks: 409,
  comes_back: 409,
  waiver_required: 422,
  already_done: 409,
  ceremony_expired: 410,
  statement_changed: 409,
  gate_not_ready: 409,
  gate_decided: 409,
  run_closed: 409,
  choice_not_taken: 409,
  condition_unmet: 409,
  hold_running: 409,
  out_of_order: 409,
  item_waits: 409,
  needs_cycle: 409,
  email_taken: 409,
  invitation_invalid: 410,
  last_owner: 409,
  too_many_requests: 429,
  too_large: 413,
  too_slow: 408,
  secrets_found: 422,
  unsupported_media_type: 415,
  foreign_origin: 403,
  idempotency_key_in_flight: 409,
  idempotency_key_reused: 422,
  already_set_up: 409,
  setup_code_wrong: 403,
  unavailable: 503,
  internal: 500,
};

/** What a missing object and a stranger's object both answer: the same bytes, so that ids can't be probed. */
export const notFound: Refusal = {
  ok: false,
  code: "not_found",
  message: "There is nothing here, or you may not see it.",
};

/** RFC 9457 answer of a refusal; `code` is the stable part, `detail` is for people. */
export function problemResponse(refusal: Refusal): Response {
  const status = statusOf[refusal.code];
  const { code, message, current, problems, retryAfterSeconds } = refusal;
  const body = {
    type: `urn:gonogo:problem:${code}`,
    title: code.replaceAll("_", " "),
    status,
    code,
    detail: message,
    ...(current === undefined ? {} : { current }),
    ...(problems === undefined ? {} : { problems }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(Math.ceil(retryAfterSeconds)));
  if (status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status, headers });
}
