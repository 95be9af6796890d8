import path from "node:path";
import { register } from "tsx/esm/api";
import { appEnvironment, startApp, waitUntilReady } from "./app-process.ts";
import { directTicks } from "./bench/direct-sql.ts";
import { type Load, load, type Measure } from "./bench/load.ts";
import { fillWithRuns } from "./bench/many-runs.ts";
import { type Comparison, compare, report } from "./bench/report.ts";
import { cpuMilliseconds, residentMegabytes, type Usage, withoutUse } from "./bench/usage.ts";
import { createWorkspace, type Target, type Workspace } from "./bench/workspace.ts";
import { buildWhenNeeded } from "./build.ts";
import { applyMigrations } from "./migration/apply.ts";
import { dataDirectory, shown } from "./paths.ts";
import { freePort } from "./postgres/cluster.ts";
import { startTemporaryServer } from "./postgres/temporary.ts";
import { offerSetupCode } from "./setup-code.ts";
import { stage } from "./stage.ts";

const connections = 16;
const seconds = Number(process.env.GONOGO_BENCH_SECONDS || 8);

/** `npm run bench`: its own durable PostgreSQL and production server; every figure beside a reference of this run. */
export async function run(): Promise<number> {
  register();
  const server = await stage("database", () => startTemporaryServer({}));
  try {
    const database = await server.createDatabase();
    await applyMigrations(database.owner, "gonogo_app");
    await stage("build", buildWhenNeeded);
    const port = await freePort();
    const secret = server.secrets.session;
    const environment = appEnvironment({ appUrl: database.app, secret }, port);
    const app = startApp("start", port, environment);
    try {
      await waitUntilReady(app, port);
      const code = (await offerSetupCode(database.owner, secret)) ?? "";
      const url = `http://localhost:${port}`;
      const workspace = await stage("runs", (progress) =>
        createWorkspace(url, code, { runs: 200, items: 150 }, progress),
      );
      const rows = await measure(port, app.pid, database.app, workspace);
      console.log(`\nWritten to ${shown(report(rows, path.join(dataDirectory(), "bench"), new Date()))}`);
      return rows.some((row) => row.errors > 0) ? 1 : 0;
    } finally {
      await app.stop();
    }
  } finally {
    await server.stop();
  }
}

/** Answers a second at 16 connections, each beside the constant route or the direct SQL of the same minute. */
async function measure(
  port: number,
  pid: number,
  sqlUrl: string,
  { cookie, token, targets, start }: Workspace,
): Promise<Comparison[]> {
  const options = { seconds, connections, warmUp: Math.max(2, seconds / 4) };
  const bearer = { authorization: `Bearer ${token}` };
  const first = targets[0] ?? { run: "", path: "" };
  const timed = async (name: string, use: Omit<Load, "warm">): Promise<Measure & Usage> =>
    stage(name, async (progress) => {
      let before = Number.NaN;
      const warm = () => {
        before = cpuMilliseconds(pid);
      };
      const taken = await load(name, port, options, { ...use, warm });
      progress(told(taken));
      return { ...taken, cpuMs: (cpuMilliseconds(pid) - before) / taken.requests, megabytes: residentMegabytes(pid) };
    });
  const get = (path: string, headers: Record<string, string>, right: (text: string) => boolean) => ({
    next: () => ({ method: "GET", path, headers }),
    right,
  });
  const dashboard = get("/api/v1/dashboard", bearer, (text) => JSON.parse(text).runs.length === targets.length);
  const constant = await timed(
    "constant",
    get("/healthz", {}, (text) => text.includes("alive")),
  );
  const json = await timed(
    "run JSON",
    get(first.path, bearer, (text) => JSON.parse(text).id === first.run),
  );
  const page = await timed(
    "run page",
    get(first.path.replace("/api/v1", ""), { cookie }, (text) => text.includes("</html>") && text.includes(first.run)),
  );
  const idle = await timed("dashboard", dashboard);
  const inSql = (name: string, chosen: readonly Target[]) =>
    stage(name, async (progress) => {
      const taken = await directTicks(name, sqlUrl, chosen, options);
      progress(told(taken));
      return withoutUse(pid, taken);
    });
  const direct = await inSql("tick, SQL", targets.slice(-connections));
  const ticks = await timed("tick, HTTP", ticker(targets.slice(0, connections), bearer));
  const directInOne = await inSql("tick in one run, SQL", shares(targets.at(connections), connections));
  const ticksInOne = await timed(
    "tick in one run, HTTP",
    ticker(shares(targets.at(-connections - 1), connections), bearer),
  );
  const after = await timed("dashboard after ticks", dashboard);
  const big = await start(300);
  await stage("2,000 runs of 300 items", () => fillWithRuns(sqlUrl, big, 2_000));
  // Nobody has ever looked at these copies: what a release does once, in the background.
  await stage("first reading", async (progress) => {
    const began = performance.now();
    await (await fetch(`http://localhost:${port}/api/v1/dashboard?limit=1`, { headers: bearer })).text();
    progress(`${((performance.now() - began) / 2000).toFixed(1)} ms a run`);
  });
  const many = await timed(
    "dashboard of 2,000 runs",
    get("/api/v1/dashboard", bearer, (text) => text.includes(`"total":${targets.length + 1 + 2_000}`)),
  );
  const assessed = await stage("assess", async (progress) => {
    const { assessSpeed } = await import("./bench/assess-speed.ts");
    const { ours, reference } = assessSpeed(seconds / 4);
    progress(`${ours.p50.toFixed(1)} ms, JSON ${reference.p50.toFixed(1)} ms`);
    return { ours: { ...ours, megabytes: Number.NaN }, reference: { ...reference, megabytes: Number.NaN } };
  });
  const imports = await stage("import", async (progress) => {
    const { importSpeed } = await import("./bench/import-speed.ts");
    const { ours, reference } = importSpeed(seconds / 2);
    progress(`${ours.p50.toFixed(0)} ms, mdast ${reference.p50.toFixed(0)} ms`);
    return { ours: { ...ours, megabytes: Number.NaN }, reference: { ...reference, megabytes: Number.NaN } };
  });
  return [
    compare(constant, constant, null),
    compare(json, constant, 600 / 1626),
    compare(page, constant, 200 / 1626),
    compare(idle, constant, 400 / 1626),
    compare(direct, direct, null),
    compare(ticks, direct, 0.2),
    compare(directInOne, directInOne, null),
    compare(ticksInOne, directInOne, 0.2),
    compare(after, constant, 400 / 1626),
    // 16 at a time within 300 ms each is 53 a second.
    compare(many, constant, 53 / 1626),
    compare(assessed.reference, assessed.reference, null),
    compare(assessed.ours, assessed.reference, null),
    compare(imports.reference, imports.reference, null),
    compare(imports.ours, imports.reference, 2),
  ];
}

/** One run for all workers, each with items of its own: they meet at the run's row. */
function shares(target: Target | undefined, workers: number): Target[] {
  if (!target) throw new Error("no run to tick in");
  return Array.from({ length: workers }, (_, worker) => ({
    ...target,
    items: target.items.filter((_, index) => index % workers === worker),
  }));
}

function told({ perSecond, p95, faults }: Measure): string {
  const wrong = Object.entries(faults).map(([fault, times]) => `, ${times} ${fault}`);
  return `${perSecond.toFixed(0)}/s, p95 ${p95.toFixed(0)} ms${wrong.join("")}`;
}

/** Each worker walks its own run, passing and reopening, with a fresh idempotency key each time. */
function ticker(targets: readonly Target[], headers: Record<string, string>): Omit<Load, "warm"> {
  const versions = new Map<string, number>();
  return {
    next: (worker, count) => {
      const target = targets[worker % targets.length];
      const key = target?.items[count % target.items.length] ?? "";
      const id = `${worker}/${key}`;
      const version = versions.get(id) ?? 1;
      versions.set(id, version + 1);
      return {
        method: "PATCH",
        path: `${target?.path}/items/${encodeURIComponent(key)}`,
        headers: { ...headers, "content-type": "application/json", "idempotency-key": `${id}/${version}` },
        body: JSON.stringify({ state: version % 2 === 1 ? "passed" : "open", version }),
      };
    },
    right: (text) => {
      const { state, version, concurring } = JSON.parse(text);
      return !concurring && state === (version % 2 === 0 ? "passed" : "open");
    },
  };
}
