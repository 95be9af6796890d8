import pg from "pg";

/** Copies a run with its items until its workspace has `count` open ones: what a big company's dashboard reads. */
export async function fillWithRuns(sqlUrl: string, runId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: sqlUrl });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into run (id, workspace_id, template_version_id, name, environment, target_at, lead_id, created_by_id)
         select gen_random_uuid()::text, r.workspace_id, r.template_version_id, 'Copy ' || n, r.environment,
           r.target_at + n * interval '1 hour', r.lead_id, r.created_by_id
         from run r, generate_series(1, $2::int - (select count(*)::int from run o
           where o.workspace_id = r.workspace_id and o.closed_at is null)) n
         where r.id = $1
         returning id
       )
       insert into run_item (run_id, key, state, version) select m.id, i.key, i.state, 1
       from made m, run_item i where i.run_id = $1`,
      [runId, count],
    );
    await client.query("analyze run, run_item").catch(() => undefined);
  } finally {
    await client.end();
  }
}
