import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/scripts/test/database";
import { type Database, openDatabase } from "./database";
import { guardDigest, guardFunctions, readGuardFaults } from "./guard.read";

let db: Database;
let superuser: Database;

beforeAll(async () => {
  const urls = await testDatabase();
  db = openDatabase(urls.app, 2);
  superuser = openDatabase(urls.superuser, 1);
});
afterAll(() => Promise.all([db.$disconnect(), superuser.$disconnect()]));

type Row = { name: string; text: string; definer: boolean; config: string[] | null };

/** What the app's role sees after a statement, which is then undone. */
async function faultsAfter(statement: string): Promise<string[]> {
  let faults: string[] = [];
  const undone = new Error("undone");
  await superuser
    .$transaction(async (tx) => {
      await tx.$executeRawUnsafe(statement);
      await tx.$executeRawUnsafe("set local role gonogo_app");
      faults = await readGuardFaults(tx);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return faults;
}

it("knows the functions the migrations install", async () => {
  const rows = await db.$queryRaw<Row[]>`
    select proname as name, prosrc as text, prosecdef as definer, proconfig as config from pg_proc
    where pronamespace = 'public'::regnamespace and proname = any(${Object.keys(guardFunctions)})`;
  expect(Object.fromEntries(rows.map((row) => [row.name, guardDigest(row)]))).toEqual(guardFunctions);
});

it("has nothing to say of a database nobody touched", async () => {
  expect(await readGuardFaults(db)).toEqual([]);
});

it.each([
  ["a trigger disabled", "alter table audit_entry disable trigger audit_entry_append_only", /isn't enabled always/],
  ["all triggers disabled", "alter table audit_text disable trigger user", /audit_text_redact_only/],
  ["a trigger only for the origin", "alter table signature enable trigger signature_immutable", /isn't enabled always/],
  ["a trigger dropped", "drop trigger audit_entry_no_truncate on audit_entry", /is gone/],
  [
    "the refusing function emptied",
    "create or replace function refuse_change() returns trigger language plpgsql as $$ begin return coalesce(new, old); end $$",
    /refuse_change isn't/,
  ],
  [
    "the appending function without its rights",
    "alter function append_audit(text, text, timestamptz, text, text, bytea) security invoker",
    /append_audit isn't/,
  ],
  [
    "a function searching elsewhere",
    "alter function append_audit(text, text, timestamptz, text, text, bytea) set search_path = pg_temp, public",
    /append_audit isn't/,
  ],
  [
    "a trigger that isn't ours",
    "create trigger more before insert on audit_entry for each row execute function suppress_redundant_updates_trigger()",
    /isn't one of ours/,
  ],
  ["a right to write the history", "grant update on audit_entry to gonogo_app", /has been given UPDATE on audit_entry/],
  ["a right through everybody", "grant insert on audit_text to public", /has been given INSERT on audit_text/],
  ["rows hidden by a policy", "alter table audit_entry enable row level security", /not the table's own rows/],
  [
    "a second function of the name",
    "create function iso_time(text) returns text language sql as 'select $1'",
    /more than one function iso_time/,
  ],
])("finds %s", async (_, statement, fault) => {
  expect((await faultsAfter(statement)).join(" ")).toMatch(fault);
});
