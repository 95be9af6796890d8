import { setTimeout as delay } from "node:timers/promises";

/** What the server has confirmed of one item: how often it changed, and the version and state of the last answer. */
export type Acknowledged = { run: string; key: string; ticks: number; version: number; state: string };

export type Workers = {
  acknowledged: readonly Acknowledged[];
  /** Ticks confirmed so far over all workers. */
  total: () => number;
  /** Lets every worker finish the tick it is at, however often that must be asked again. */
  stop: () => Promise<void>;
};

/** One worker an item; each ticks as fast as it is answered and asks again, with the same key, when it is not. */
export function startWorkers(url: string, token: string, run: string, items: readonly string[]): Workers {
  const acknowledged = items.map((key) => ({ run, key, ticks: 0, version: 1, state: "open" }));
  let stopping = false;
  const work = async (mine: Acknowledged) => {
    while (!stopping) {
      const state = mine.state === "passed" ? "open" : "passed";
      const answer = await insist(url, token, mine, state);
      mine.ticks += 1;
      mine.version = answer.version;
      mine.state = answer.state;
    }
  };
  const all = Promise.all(acknowledged.map(work));
  // A worker that fails is noticed at stop(), where the failure belongs.
  all.catch(() => undefined);
  return {
    acknowledged,
    total: () => acknowledged.reduce((sum, { ticks }) => sum + ticks, 0),
    stop: async () => {
      stopping = true;
      await all;
    },
  };
}

type Answer = { version: number; state: string };

async function insist(url: string, token: string, mine: Acknowledged, state: string): Promise<Answer> {
  const key = `${mine.key}-${mine.version}`;
  for (let attempt = 0; attempt < 3000; attempt += 1) {
    const response = await ask(url, token, mine, state, key);
    if (response?.status === 200) return response.answer;
    // 409 in flight: the first attempt still holds the key. 5xx or no answer: the system is down.
    if (response && response.status < 500 && response.code !== "idempotency_key_in_flight")
      throw new Error(`${mine.key} to ${state} at version ${mine.version}: ${response.status} ${response.code}`);
    await delay(20);
  }
  throw new Error(`${mine.key} was never answered`);
}

async function ask(url: string, token: string, mine: Acknowledged, state: string, key: string) {
  try {
    const response = await fetch(`${url}/api/v1/runs/${mine.run}/items/${encodeURIComponent(mine.key)}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ state, version: mine.version }),
      signal: AbortSignal.timeout(20_000),
    });
    const answer: Answer & { code?: string } = await response.json();
    return { status: response.status, code: answer.code, answer };
  } catch {
    return undefined;
  }
}
