import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { isAlive } from "../process.ts";
import { launch } from "../test/launch.ts";
import { createCluster, runningServer, startServer } from "./cluster.ts";

let folder: string;
let mounted: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gonogo-cluster-"));
  return () => {
    if (mounted) execFileSync("umount", [mounted]);
    mounted = undefined;
    rmSync(folder, { recursive: true, force: true });
  };
});

/** A disk of its own; only root can make one, and not in every container. */
function smallDisk(megabytes: number): string | undefined {
  const disk = path.join(folder, "disk");
  mkdirSync(disk, { mode: 0o755 });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=711`, "tmpfs", disk], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  mounted = disk;
  return disk;
}

test("a cluster in a directory that only its owner may enter starts, is found and stops", async () => {
  const cluster = path.join(folder, "postgres");
  await createCluster(cluster, "word");
  expect(runningServer(cluster)).toBeUndefined();
  const server = await startServer(cluster);
  onTestFinished(server.stop);
  expect(runningServer(cluster)).toEqual({ pid: server.pid, port: server.port, ready: true });
  await server.stop();
  expect(isAlive(server.pid)).toBe(false);
  expect(runningServer(cluster)).toBeUndefined();
  await server.ended;
});

test("a disk that fills while the cluster is made leaves nothing of it", async ({ skip }) => {
  const disk = smallDisk(20);
  if (!disk) return skip("no right to mount a small disk");
  await expect(createCluster(path.join(disk, "postgres"), "word")).rejects.toThrow(/disk that holds .* is full/);
  expect(readdirSync(disk)).toEqual([]);
});

test("a disk without room for a database is named before one is begun", async ({ skip }) => {
  const disk = smallDisk(40);
  if (!disk) return skip("no right to mount a small disk");
  const directory = path.join(disk, "data");
  const launcher = launch({ GONOGO_DATA_DIR: directory, PORT: "39871" });
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).toMatch(/gonogo: The disk that holds .* is full: \d+ MB are free, \d+ MB are needed/);
  expect(existsSync(path.join(directory, "postgres"))).toBe(false);
  expect(existsSync(path.join(directory, "launcher.json"))).toBe(false);
});
