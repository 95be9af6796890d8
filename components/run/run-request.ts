import type { Problem, RefusalCode } from "@/lib/domain/refusal";

/** An answer as a value: refusals carry their stable code, `network` means nobody answered. */
export type Answer<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      code: RefusalCode | "network";
      message: string;
      current?: unknown;
      problems?: Problem[];
      retryAfterSeconds?: number;
    };

type Options = { method?: string; body?: unknown; idempotencyKey?: string; signal?: AbortSignal };

/** Calls `/api/v1` with the session's cookie. Never throws. */
export async function request<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  const { method = "GET", body, idempotencyKey, signal } = options;
  const headers = new Headers({ accept: "application/json" });
  const form = body instanceof FormData;
  if (method !== "GET" && !form) headers.set("content-type", "application/json");
  if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      cache: "no-store",
      ...(method === "GET" ? {} : { body: form ? body : JSON.stringify(body ?? {}) }),
      ...(signal ? { signal } : {}),
    });
    return await read<T>(response);
  } catch {
    return { ok: false, code: "network", message: "The server can't be reached." };
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: undefined as T };
  const text = await response.text();
  const json = parse(text);
  if (response.ok && json !== undefined) return { ok: true, value: json as T };
  const problem = (json ?? {}) as { code?: RefusalCode; detail?: string; current?: unknown; problems?: Problem[] };
  const retryAfter = Number(response.headers.get("retry-after"));
  return {
    ok: false,
    code: problem.code ?? (response.status === 503 ? "unavailable" : "internal"),
    message: problem.detail ?? `The server answered ${response.status}.`,
    ...(problem.current === undefined ? {} : { current: problem.current }),
    ...(problem.problems ? { problems: problem.problems } : {}),
    ...(retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {}),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A fresh idempotency key; works on plain-http origins, where `randomUUID` isn't offered. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
