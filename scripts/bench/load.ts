import http from "node:http";

/** One request of a load. */
export type Shot = { method: string; path: string; headers?: Record<string, string>; body?: string };

export type Measure = {
  name: string;
  requests: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** How many answers were not as they should be, and a word on each kind. */
  errors: number;
  faults: Record<string, number>;
};

/** `warmUp` and `seconds` are what they say; answers while warming up are checked but not timed. */
export type LoadOptions = { seconds: number; warmUp: number; connections: number };

export type Load = {
  /** Called once when warming up ends. */
  warm?: () => void;
  next: (worker: number, count: number) => Shot;
  /** Whether an answer of 2xx says what it should; asked of the first answer of each worker and every 64th. */
  right: (text: string) => boolean;
};

/** Keeps `connections` workers busy on connections of their own, each sending its next shot when the last was answered. */
export async function load(name: string, port: number, options: LoadOptions, use: Load): Promise<Measure> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
  const warmUntil = performance.now() + options.warmUp * 1000;
  const until = warmUntil + options.seconds * 1000;
  const times: number[] = [];
  const faults: Record<string, number> = {};
  const timer = setTimeout(() => use.warm?.(), options.warmUp * 1000);
  const work = async (worker: number) => {
    for (let count = 0; performance.now() < until; count += 1) {
      const began = performance.now();
      const { status, text } = await send(agent, port, use.next(worker, count), count % 64 === 0);
      if (began >= warmUntil) times.push(performance.now() - began);
      const fault = faultOf(status, text, use.right);
      if (fault) faults[fault] = (faults[fault] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: options.connections }, (_, worker) => work(worker)));
  } finally {
    clearTimeout(timer);
    agent.destroy();
  }
  return summarise(name, times, (performance.now() - warmUntil) / 1000, faults);
}

function faultOf(status: number, text: string | null, right: Load["right"]): string | null {
  if (status === 0) return "no answer";
  if (status < 200 || status >= 300) return `status ${status}`;
  return text === null || right(text) ? null : "wrong body";
}

/** Rates and percentiles of a list of durations in milliseconds. */
export function summarise(name: string, times: number[], seconds: number, faults: Record<string, number>): Measure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    name,
    requests: sorted.length,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors: Object.values(faults).reduce((sum, times) => sum + times, 0),
    faults,
  };
}

/** Sends one request and reads its answer to the end, keeping its text where asked; status 0 when the connection failed. */
function send(agent: http.Agent, port: number, shot: Shot, keep: boolean) {
  return new Promise<{ status: number; text: string | null }>((resolve) => {
    const length = shot.body ? { "content-length": Buffer.byteLength(shot.body) } : {};
    const request = http.request(
      { agent, host: "127.0.0.1", port, method: shot.method, path: shot.path, headers: { ...length, ...shot.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => keep && chunks.push(chunk));
        response.once("end", () => {
          resolve({ status: response.statusCode ?? 0, text: keep ? Buffer.concat(chunks).toString() : null });
        });
        response.once("error", () => resolve({ status: 0, text: null }));
      },
    );
    request.setTimeout(30_000, () => request.destroy());
    request.once("error", () => resolve({ status: 0, text: null }));
    request.end(shot.body);
  });
}
