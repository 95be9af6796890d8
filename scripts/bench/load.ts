import http from "node:http";

/** One request of a load: what to send, and which statuses are right. */
export type Shot = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
};

export type Measure = {
  name: string;
  requests: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  errors: number;
};

export type Worker = { agent: http.Agent; index: number };

/** Keeps `connections` workers busy for `seconds`, each sending its next shot when the last was answered. */
export async function load(
  name: string,
  port: number,
  options: { seconds: number; connections: number; warmUp?: number },
  next: (worker: number, count: number) => Shot | null,
): Promise<Measure> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
  let clock = performance.now();
  const warmUntil = clock + (options.warmUp ?? 1) * 1000;
  const until = warmUntil + options.seconds * 1000;
  const times: number[] = [];
  let errors = 0;
  const work = async (worker: number) => {
    for (let count = 0; performance.now() < until; count += 1) {
      const shot = next(worker, count);
      if (!shot) return;
      const began = performance.now();
      const status = await send(agent, port, shot);
      if (began < warmUntil) continue;
      times.push(performance.now() - began);
      if (status < 200 || status >= 300) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: options.connections }, (_, worker) => work(worker)));
  clock = performance.now();
  agent.destroy();
  return summarise(name, times, (clock - warmUntil) / 1000, errors);
}

/** Rates and percentiles of a list of durations in milliseconds. */
export function summarise(name: string, times: number[], seconds: number, errors: number): Measure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    name,
    requests: sorted.length,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
  };
}

/** Sends one request and reads its answer to the end; 0 when the connection failed. */
function send(agent: http.Agent, port: number, shot: Shot): Promise<number> {
  return new Promise((resolve) => {
    const headers = shot.body
      ? { "content-length": Buffer.byteLength(shot.body), ...shot.headers }
      : { ...shot.headers };
    const request = http.request(
      { agent, host: "127.0.0.1", port, method: shot.method, path: shot.path, headers },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("error", () => resolve(0));
      },
    );
    request.once("error", () => resolve(0));
    request.end(shot.body);
  });
}
