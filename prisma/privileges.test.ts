import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/scripts/test/database";

let app: pg.Client;
let owner: pg.Client;

beforeAll(async () => {
  const urls = await testDatabase();
  app = new pg.Client({ connectionString: urls.app });
  owner = new pg.Client({ connectionString: urls.owner });
  await Promise.all([app.connect(), owner.connect()]);
  await owner.query("insert into workspace (id, name) values ('w', 'Payments')");
});

afterAll(() => Promise.all([app.end(), owner.end()]));

test.each([
  ["write the history", "insert into audit_entry select 'w', 9, now(), '', '', '', ''"],
  ["change the history", "update audit_entry set body = ''"],
  ["shorten the history", "delete from audit_entry"],
  ["empty the history", "truncate audit_entry"],
  ["write its words", "insert into audit_text values ('w', 9, '', 'words')"],
  ["move the head of a workspace", "update workspace set seq = 9"],
  ["move the head of a run", "update run set head_hash = null"],
  ["take a run away", "delete from run"],
  ["change a published version", "update template_version set source = ''"],
  ["change what was signed", "update signature set statement = ''"],
  ["take a signature away", "delete from signature"],
  ["take evidence away", "delete from evidence"],
  ["disable a trigger", "alter table audit_entry disable trigger all"],
  ["make tables of its own", "create table public.mine (n int)"],
  ["mend the bookkeeping of migrations", "delete from _prisma_migrations"],
])("the app's role can't %s", async (_, statement) => {
  await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
});

test("the app's role can read every table and call every function", async () => {
  const { rows } = await app.query(`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not has_table_privilege(c.oid, 'select')
    union all select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not has_function_privilege(p.oid, 'execute')`);
  expect(rows).toEqual([]);
});

test("a temporary table in the way doesn't catch what is appended, nor lend the owner's rights", async () => {
  await app.query(`
    create temp table audit_entry (chain_id text, seq bigint, at timestamptz, body text, body_hash bytea, prev_hash bytea, hash bytea);
    create function pg_temp.borrow() returns trigger language plpgsql as $$
    begin
      insert into pg_temp.seen values (current_user);
      return new;
    end $$;
    create temp table seen (who text);
    grant all on seen to public;
    create trigger borrow before insert on pg_temp.audit_entry for each row execute function pg_temp.borrow();
    grant all on pg_temp.audit_entry to public`);
  await app.query("select append_audit('workspace', 'w', now(), '{}', null, null)");
  expect((await app.query("select who from pg_temp.seen")).rows).toEqual([]);
  expect((await owner.query("select seq::int from audit_entry where chain_id = 'w'")).rows).toEqual([{ seq: 1 }]);
});
