import pg from "pg";
import { type Measure, summarise } from "./load.ts";
import type { Target } from "./workspace.ts";

/** The same audited change straight in SQL, one connection a worker: what the database alone can do. */
export async function directTicks(
  url: string,
  targets: readonly Target[],
  options: { seconds: number; connections: number },
): Promise<Measure> {
  const times: number[] = [];
  let errors = 0;
  const began = performance.now();
  const until = began + options.seconds * 1000;
  const work = async (worker: number) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const target = targets[worker % targets.length];
    if (!target) throw new Error("no run to tick in");
    const versions = new Map<string, number>();
    for (let count = 0; performance.now() < until; count += 1) {
      const key = target.items[count % target.items.length] ?? "";
      const version = versions.get(key) ?? (await currentVersion(client, target.run, key));
      const start = performance.now();
      const outcome = await change(client, target, key, version, count % 2 === 0 ? "passed" : "open");
      times.push(performance.now() - start);
      if (outcome === "changed") versions.set(key, version + 1);
      else errors += 1;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: options.connections }, (_, worker) => work(worker)));
  return summarise("tick, direct SQL", times, (performance.now() - began) / 1000, errors);
}

async function currentVersion(client: pg.Client, run: string, key: string): Promise<number> {
  const { rows } = await client.query("select version from run_item where run_id = $1 and key = $2", [run, key]);
  return rows[0].version;
}

async function change(client: pg.Client, target: Target, key: string, version: number, state: string) {
  const body = JSON.stringify({
    actor: { person: target.person, name: "Bench", via: "session" },
    action: "item.changed",
  });
  const row = JSON.stringify({ state, revision: 0, changedById: target.person });
  const { rows } = await client.query({
    name: "change_item",
    text: `select c.outcome from run r, change_item(r.id, $2, $3, r.policy_epoch, $4, now(), $5, null, null, 'bench', 'bench', $6, '\\x00', 200, '{}') c
           where r.id = $1`,
    values: [target.run, key, version, row, body, `${target.run}-${key}-${version}`],
  });
  return rows[0]?.outcome;
}
