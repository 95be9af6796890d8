import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createCluster, freePort, startServer } from "./postgres/cluster.ts";
import { startTemporaryServer } from "./postgres/temporary.ts";
import { isAlive, until } from "./process.ts";
import { loadSecrets } from "./secrets.ts";
import { launch, notedProcesses } from "./test/launch.ts";

let directory: string;
let variables: { GONOGO_DATA_DIR: string; PORT: string };

beforeEach(async () => {
  const parent = mkdtempSync(path.join(tmpdir(), "gonogo-launch-"));
  directory = path.join(parent, "data");
  variables = { GONOGO_DATA_DIR: directory, PORT: String(await freePort()) };
  return () => rmSync(parent, { recursive: true, force: true });
});

const ready = /Ctrl-C stops it/;
const codeOf = (output: string) => output.match(/enter the code (\S+)/)?.[1];

test("starts, refuses a second start beside it, stops without a trace and starts again with everything kept", async () => {
  const first = launch(variables);
  await first.wrote(ready);
  expect(first.output()).toMatch(/^database .*created/m);
  expect(first.output()).toContain(`http://localhost:${variables.PORT}/setup`);
  expect((await fetch(`http://127.0.0.1:${variables.PORT}/`)).status).toBeLessThan(500);
  const processes = notedProcesses(directory);

  const beside = launch({ ...variables, PORT: String(await freePort()) });
  expect(await beside.ended()).toBe(1);
  expect(beside.output()).toContain(`process ${processes.launcher}`);
  expect(beside.output()).toContain(`http://localhost:${variables.PORT}`);

  first.signal("SIGTERM");
  expect(await first.ended()).toBe(0);
  expect(Object.values(processes).filter(isAlive)).toEqual([]);
  expect(readdirSync(directory).sort()).toEqual(["postgres", "postgres.log", "secrets.json"]);

  const again = launch(variables);
  await again.wrote(ready);
  expect(again.output()).toMatch(/^database .*kept/m);
  expect(again.output()).toMatch(/^migrations up to date/m);
  expect(codeOf(again.output())).toBe(codeOf(first.output()));
  again.signal("SIGINT");
  expect(await again.ended()).toBe(0);
});

test("after a kill -9 of everything that could clean up, the next start does it", async () => {
  const killed = launch(variables);
  await killed.wrote(ready);
  const processes = notedProcesses(directory);
  process.kill(processes.launcher, "SIGKILL");
  await killed.ended();
  expect([processes.server, processes.app].filter(isAlive)).toHaveLength(2);

  const next = launch(variables);
  await next.wrote(ready);
  expect(next.output()).toContain("after stopping what a killed start had left running");
  expect([processes.server, processes.app].filter(isAlive)).toEqual([]);
  next.signal("SIGTERM");
  expect(await next.ended()).toBe(0);
});

test("a PostgreSQL that somebody else runs in our directory is named and left alone", async () => {
  const cluster = path.join(directory, "postgres");
  await createCluster(cluster, loadSecrets(directory).superuser);
  const foreign = await startServer(cluster);
  onTestFinished(foreign.stop);
  const launcher = launch(variables);
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toContain(`A PostgreSQL server that Gonogo did not start (process ${foreign.pid})`);
  expect(isAlive(foreign.pid)).toBe(true);
});

test("starts PostgreSQL and the app again when they are killed", async () => {
  const launcher = launch(variables);
  await launcher.wrote(ready);
  const before = notedProcesses(directory);
  process.kill(before.server, "SIGKILL");
  process.kill(before.app, "SIGKILL");
  await launcher.wrote(/PostgreSQL has ended unexpectedly/);
  await launcher.wrote(/The server has ended unexpectedly/);
  const back = async () => {
    const { server, app } = notedProcesses(directory);
    if (server === before.server || app === before.app) return false;
    return fetch(`http://127.0.0.1:${variables.PORT}/`).then(
      (response) => response.status < 500,
      () => false,
    );
  };
  expect(await until(back, 60)).toBe(true);
  launcher.signal("SIGTERM");
  expect(await launcher.ended()).toBe(0);
});

test("two instances start at once on one database of the user's own", async () => {
  const server = await startTemporaryServer({});
  onTestFinished(server.stop);
  const { superuser } = await server.createDatabase();
  const shared = { ...variables, DATABASE_URL: superuser };
  const pair = [launch(shared), launch({ ...shared, PORT: String(await freePort()) })];
  await Promise.all(pair.map((instance) => instance.wrote(ready)));
  const [one, other] = pair.map((instance) => codeOf(instance.output()));
  expect(one).toBe(other);
  expect(pair.filter((instance) => /^migrations up to date/m.test(instance.output()))).toHaveLength(1);
  for (const instance of pair) instance.signal("SIGTERM");
  expect(await Promise.all(pair.map((instance) => instance.ended()))).toEqual([0, 0]);
  expect(readdirSync(directory)).toEqual(["secrets.json"]);
});

test("a taken port is named before anything is made", async () => {
  const holder = createServer().listen(Number(variables.PORT), "127.0.0.1");
  onTestFinished(() => void holder.close());
  const launcher = launch(variables);
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toContain(`gonogo: Port ${variables.PORT} is taken by another program.`);
  expect(launcher.output()).toContain(`PORT=${Number(variables.PORT) + 1} npm start`);
  expect(existsSync(directory)).toBe(false);
});

test.each(["http", "0", "70000", "-1"])("PORT=%s is no port", async (PORT) => {
  const launcher = launch({ ...variables, PORT });
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toContain(`gonogo: PORT is "${PORT}", which is no port.`);
});

test("a data directory that can't be one is named", async () => {
  writeFileSync(directory, "a file");
  const launcher = launch(variables);
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toMatch(/gonogo: .*data can't be written \(EEXIST\)/);
  expect(launcher.output()).toContain("GONOGO_DATA_DIR");
});

test("an old Node is told its age, by code that it can parse", async () => {
  const pretend = path.join(path.dirname(directory), "old.cjs");
  writeFileSync(pretend, 'Object.defineProperty(process, "versions", { value: { node: "12.22.9" } });');
  const launcher = launch(variables, ["serve"], ["--require", pretend]);
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toContain("gonogo: Gonogo needs Node 20 or newer; this is Node 12.22.9.");
});
