import { withEngine } from "./engine.ts";
import { everything, listMigrations, readSchema } from "./files.ts";

/**
 * The SQL that leads from what the migrations build to what the schema says; empty when they agree.
 * `url` is any database of the server, `shadowUrl` an empty one that the migrations are tried in.
 */
export async function diffMigrations(url: string, shadowUrl: string): Promise<string> {
  const result = await withEngine(url, shadowUrl, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...listMigrations() },
      to: { tag: "schemaDatamodel", ...readSchema() },
      script: true,
      exitCode: null,
      filters: everything,
    }),
  );
  const sql = result.stdout ?? "";
  return sql.startsWith("-- This is an empty migration") ? "" : sql;
}
