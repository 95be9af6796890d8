import { readFileSync } from "node:fs";
import path from "node:path";
import { appEnvironment, startApp, waitUntilReady } from "./app-process.ts";
import { directTicks } from "./bench/direct-sql.ts";
import { load } from "./bench/load.ts";
import { type Comparison, compare, report } from "./bench/report.ts";
import { createWorkspace, type Target } from "./bench/workspace.ts";
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
      const workspace = await stage("runs", () => createWorkspace(url, code, 200, 150));
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

async function measure(
  port: number,
  pid: number,
  sqlUrl: string,
  { cookie, token, targets }: { cookie: string; token: string; targets: Target[] },
): Promise<Comparison[]> {
  const options = { seconds, connections };
  const bearer = { authorization: `Bearer ${token}` };
  const first = targets[0]?.path ?? "";
  const get = (path: string, headers: Record<string, string>) => () => ({ method: "GET", path, headers });
  const constant = await load("constant route", port, options, get("/healthz", {}));
  const direct = await directTicks(sqlUrl, targets.slice(-connections), options);
  const ticks = await load("tick over HTTP", port, options, ticker(targets.slice(0, connections), bearer));
  const json = await load("run as JSON (150 items)", port, options, get(first, bearer));
  const page = await load("run page (150 items)", port, options, get(first.replace("/api/v1", ""), { cookie }));
  const dashboard = await load("dashboard as JSON (200 runs)", port, options, get("/api/v1/dashboard", bearer));
  const memory = residentMegabytes(pid);
  return [
    compare(constant, constant, null, memory),
    compare(direct, direct, null, memory),
    compare(ticks, direct, 0.2, memory),
    compare(json, constant, 600 / 1626, memory),
    compare(page, constant, 200 / 1626, memory),
    compare(dashboard, constant, 400 / 1626, memory),
  ];
}

/** Each worker walks its own run, passing and reopening, with a fresh idempotency key each time. */
function ticker(targets: readonly Target[], headers: Record<string, string>) {
  const versions = new Map<string, number>();
  return (worker: number, count: number) => {
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
  };
}

function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return Number.NaN;
  }
}
