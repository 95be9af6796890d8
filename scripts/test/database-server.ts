import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { generateClient } from "../client.ts";
import { applyMigrations } from "../migration/apply.ts";
import { appRole } from "../postgres/roles.ts";
import { startTemporaryServer } from "../postgres/temporary.ts";
import type { Secrets } from "../secrets.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: { port: number; secrets: Secrets; template: string; dataDirectory: string };
  }
}

/** One throw-away server for a run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  const server = await startTemporaryServer();
  const template = await server.createDatabase("template");
  await applyMigrations(template.owner, appRole);
  const dataDirectory = mkdtempSync(path.join(tmpdir(), "gonogo-data-"));
  project.provide("databaseServer", {
    port: server.port,
    secrets: server.secrets,
    template: "template",
    dataDirectory,
  });
  return async () => {
    rmSync(dataDirectory, { recursive: true, force: true });
    await server.stop();
  };
}
