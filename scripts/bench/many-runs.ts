import pg from "pg";
import type { Target } from "./workspace.ts";

/** Adds `count` copies of a run, two thirds of each done: what a big company's dashboard reads. */
export async function fillWithRuns(sqlUrl: string, { run, items }: Target, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: sqlUrl });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into run (id, workspace_id, template_version_id, name, environment, target_at, lead_id, created_by_id)
         select gen_random_uuid()::text, r.workspace_id, r.template_version_id, 'Copy ' || n, r.environment,
           r.target_at + n * interval '1 hour', r.lead_id, r.created_by_id
         from run r, generate_series(1, $2::int) n
         where r.id = $1
         returning id
       )
       insert into run_item (run_id, key, state, version)
       select m.id, k.key, case when k.n % 3 = 0 then 'open' else 'passed' end, 2
       from made m, unnest($3::text[]) with ordinality k(key, n)`,
      [run, count, items],
    );
    await client.query("analyze run, run_item").catch(() => undefined);
  } finally {
    await client.end();
  }
}
