import { type Answer, api } from "@/components/client/api";

type Options = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** As `api`, but a lost session is an answer: leaving the page would lose the ticks that are still to be sent. */
export function request<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  const { method = "GET", body, idempotencyKey, signal } = options;
  return api<T>(method, path, {
    body,
    anonymous: true,
    ...(idempotencyKey ? { key: idempotencyKey } : {}),
    ...(signal ? { signal } : {}),
  });
}
