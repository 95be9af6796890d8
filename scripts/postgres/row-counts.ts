import { withClient } from "./roles.ts";

/** How many rows each table of the app holds. */
export function rowCounts(url: string): Promise<Record<string, number>> {
  return withClient(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`select count(*)::int as rows from ${client.escapeIdentifier(name)}`);
      counts[name] = rows[0]?.rows ?? 0;
    }
    return counts;
  });
}
