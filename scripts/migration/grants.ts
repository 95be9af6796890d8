import type pg from "pg";

/** A table whose comment begins with this word gets no UPDATE, DELETE or TRUNCATE for the app. */
const appendOnly = "append-only";

/**
 * Gives the app's role its rights on everything the owner's migrations made. Does nothing when both are one role.
 * Rights are taken away as well, so a table that becomes append-only loses them at the next start.
 */
export async function grantToApp(client: pg.Client, appRole: string): Promise<void> {
  const { rows: roles } = await client.query<{ same: boolean }>("select current_user = $1 as same", [appRole]);
  if (roles[0]?.same) return;
  const role = client.escapeIdentifier(appRole);
  const { rows: tables } = await client.query<{ name: string; comment: string | null }>(
    `select c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as comment
     from pg_class c join pg_roles r on r.oid = c.relowner
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and r.rolname = current_user`,
  );
  const statements = tables.flatMap(({ name, comment }) => {
    const revoke = `revoke all on ${name} from ${role}`;
    if (name === "_prisma_migrations") return [revoke, `grant select on ${name} to ${role}`];
    if (comment?.toLowerCase().startsWith(appendOnly)) return [revoke, `grant select, insert on ${name} to ${role}`];
    return [revoke, `grant select, insert, update, delete on ${name} to ${role}`];
  });
  const schema = [
    `grant usage on schema public to ${role}`,
    `grant usage, select on all sequences in schema public to ${role}`,
    `grant execute on all functions in schema public to ${role}`,
  ];
  await client.query(["begin", ...statements, ...schema, "commit"].join(";\n"));
}
