import pg from "pg";
import { type LoadOptions, type Measure, summarise } from "./load.ts";
import type { Target } from "./workspace.ts";

/** The same audited change straight in SQL, one connection a worker: what the database alone can do. */
export async function directTicks(
  name: string,
  url: string,
  targets: readonly Target[],
  { seconds, warmUp, connections }: LoadOptions,
): Promise<Measure> {
  const times: number[] = [];
  const faults: Record<string, number> = {};
  const warmUntil = performance.now() + warmUp * 1000;
  const until = warmUntil + seconds * 1000;
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
      const outcome = await change(client, target, key, version);
      if (start >= warmUntil) times.push(performance.now() - start);
      if (outcome === "changed") versions.set(key, version + 1);
      else faults[outcome] = (faults[outcome] ?? 0) + 1;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: connections }, (_, worker) => work(worker)));
  return summarise(name, times, (performance.now() - warmUntil) / 1000, faults);
}

async function currentVersion(client: pg.Client, run: string, key: string): Promise<number> {
  const { rows } = await client.query("select version from run_item where run_id = $1 and key = $2", [run, key]);
  return rows[0].version;
}

async function change(client: pg.Client, target: Target, key: string, version: number): Promise<string> {
  const state = version % 2 === 1 ? "passed" : "open";
  const body = JSON.stringify({
    actor: { person: target.person, name: "Bench", via: "session" },
    action: "item.changed",
    subject: { kind: "item", key },
    change: { state, version: version + 1 },
  });
  const changedAt = new Date().toISOString();
  const row = JSON.stringify({ state, revision: 0, changedById: target.person, changedAt });
  const { rows } = await client.query<{ outcome: string }>({
    name: "change_item",
    text: `select c.outcome from run r, change_item(r.id, $2, $3, r.policy_epoch, $4, $5, now(), $6, null, null,
           'bench', 'bench', $7, '\\x00', 200, '{}') c where r.id = $1`,
    values: [target.run, key, version, target.person, row, body, `${target.run}-${key}-${version}`],
  });
  return rows[0]?.outcome ?? "no answer";
}
