import { randomBytes } from "node:crypto";
import path from "node:path";
import { inject } from "vitest";
import type { Urls } from "../postgres/roles.ts";
import { createDatabase } from "../postgres/temporary.ts";

/**
 * A database of its own for a test file: a clone of the migrated template, empty of people. `lib/env` and with it the
 * app's own client use it from here on, so call it before anything reads the environment.
 */
export async function testDatabase(): Promise<Urls> {
  const { port, secrets, template, dataDirectory } = inject("databaseServer");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const urls = await createDatabase(port, secrets, name, template);
  Object.assign(process.env, {
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    GONOGO_DATA_DIR: path.join(dataDirectory, name),
  });
  return urls;
}
