import { setTimeout as delay } from "node:timers/promises";

export type Answer = { status: number; body: Loose };
/** What an answer holds, as loosely as a program in another language would see it. */
export interface Loose {
  [field: string]: Loose;
}
export type Call = (at: string, method: string, path: string, body?: unknown, minutes?: number) => Promise<Answer>;

/** Calls as one person, at whichever server is named; `minutes` says how far from the clock it is answered. */
export function caller(cookie = ""): Call {
  return async (at, method, path, body, minutes = 0) => {
    const response = await fetch(`${at}/api/v1${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
        "x-gonogo-test-ahead": String(minutes * 60_000),
        ...(cookie ? { cookie } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
}

/** The same, for calls that must succeed: gives the body alone. */
export function insisting(call: Call): (...args: Parameters<Call>) => Promise<Loose> {
  return async (...args) => {
    const { status, body } = await call(...args);
    if (status >= 300) throw new Error(`${args[1]} ${args[2]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
}

/** The cookie of a session begun at a server. */
export async function signIn(at: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${at}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`${email} could not sign in: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

export type Stream = {
  /** Waits until it has carried an entry like this; answers after how many milliseconds. */
  carried: (like: RegExp) => Promise<number>;
  close: () => void;
};

/** Listens to a run's events at a server; ready once that has said hello. */
export async function listen(at: string, cookie: string, runId: string): Promise<Stream> {
  const hangUp = new AbortController();
  const response = await fetch(`${at}/api/v1/runs/${runId}/events`, { headers: { cookie }, signal: hangUp.signal });
  let text = "";
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  };
  read().catch(() => undefined);
  const carried = async (like: RegExp) => {
    const from = performance.now();
    while (!like.test(text)) {
      if (performance.now() - from > 10_000) throw new Error(`The stream never carried ${like}:\n${text}`);
      await delay(5);
    }
    return performance.now() - from;
  };
  await carried(/event: hello/);
  return { carried, close: () => hangUp.abort() };
}
