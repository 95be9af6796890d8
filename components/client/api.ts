import type { Problem, RefusalCode } from "@/lib/domain/refusal";
import { timed } from "./server-clock";

/** A refusal as the screens hold it: the stable code to switch on, a sentence to show; `network` = nobody answered. */
export type ApiRefusal = {
  ok: false;
  code: RefusalCode | "network";
  message: string;
  current?: unknown;
  problems: Problem[];
  retryAfterSeconds?: number;
};

export type Answer<T> = { ok: true; value: T } | ApiRefusal;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Options = {
  /** Sent as JSON unless it is a form or text with a `type` of its own. */
  body?: unknown;
  type?: string;
  /** Repeat a call with the same key to be sure it happened once; a fresh one when left out. */
  key?: string;
  signal?: AbortSignal;
  /** Calls made before anybody is signed in: a 401 is an answer, not a reason to leave the page. */
  anonymous?: boolean;
};

/** Calls `/api/v1` with the session's cookie. Never throws; a lost session leads to sign-in and back. */
export async function api<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const { body, type = "application/json", key = newKey(), signal, anonymous = false } = options;
  const headers = new Headers({ accept: "application/json" });
  const form = body instanceof FormData;
  if (method !== "GET") {
    headers.set("idempotency-key", key);
    if (!form) headers.set("content-type", type);
  }
  const sent = form || typeof body === "string" ? body : JSON.stringify(body ?? {});
  const request: RequestInit = {
    method,
    headers,
    cache: "no-store",
    ...(method === "GET" ? {} : { body: sent }),
    ...(method === "GET" ? { signal: patient(signal) } : signal ? { signal } : {}),
  };
  try {
    const response = await fetchTwice(`/api/v1${path}`, request);
    const answer = await read<T>(response);
    if (!answer.ok && answer.code === "unauthenticated" && !anonymous) leaveToSignIn();
    return answer;
  } catch {
    return { ok: false, code: "network", message: "The server can’t be reached. Try again.", problems: [] };
  }
}

/** A read that hangs is a read that failed: a page that follows would else wait for it and look current. */
const patienceMilliseconds = 30_000;

function patient(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(patienceMilliseconds);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}

const retryMilliseconds = 400;

/** Asks once more when nobody answered; the same key makes that safe even if the first try arrived. */
async function fetchTwice(url: string, request: RequestInit): Promise<Response> {
  try {
    return await timed(() => fetch(url, request));
  } catch (error) {
    if (request.signal?.aborted) throw error;
    await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
    return timed(() => fetch(url, request));
  }
}

/** What went wrong at one field of a form, by its path in the body. */
export function problemAt(refusal: ApiRefusal | undefined, path: string): string | undefined {
  return refusal?.problems.find((problem) => problem.path === path)?.message;
}

/** The sentence for what no field can show; none when every problem stands at one of `fields`. */
export function problemElsewhere(refusal: ApiRefusal | undefined, fields: readonly string[]): string | undefined {
  if (!refusal) return undefined;
  const elsewhere = refusal.problems.filter((problem) => !problem.path || !fields.includes(problem.path));
  if (refusal.problems.length === 0) return refusal.message;
  return elsewhere.length > 0 ? elsewhere.map((problem) => problem.message).join(" ") : undefined;
}

/** A fresh idempotency key; works on plain-http origins, where `randomUUID` isn't offered. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function leaveToSignIn(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: undefined as T };
  const json = parse(await response.text());
  if (response.ok && json !== undefined) return { ok: true, value: json as T };
  const problem = (json ?? {}) as { code?: RefusalCode; detail?: string; current?: unknown; problems?: Problem[] };
  const retryAfter = Number(response.headers.get("retry-after"));
  return {
    ok: false,
    code: problem.code ?? (response.status === 503 ? "unavailable" : "internal"),
    message: problem.detail ?? `The server answered ${response.status}. Try again.`,
    problems: problem.problems ?? [],
    ...(problem.current === undefined ? {} : { current: problem.current }),
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
