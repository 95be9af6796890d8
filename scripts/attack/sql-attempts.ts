/** A row of the history to aim at. */
export type Aim = { chain: string; kind: "run" | "workspace"; seq: number; head: number };

/** SQL of one attempt against one row. */
export type Attempt = (aim: Aim) => string;

const row = ({ chain, seq }: Aim) => `chain_id = '${chain}' and seq = ${seq}`;
const forged = ({ chain, head }: Aim) => `insert into audit_entry (chain_id, seq, at, body, body_hash, prev_hash, hash)
  select chain_id, ${head + 1}, at, body, body_hash, hash, hash from audit_entry where chain_id = '${chain}' and seq = ${head}`;

/** Data statements: refused to the app's role and to the owner alike. */
export const dataAttempts: Record<string, Attempt> = {
  "change a body": (aim) => `update audit_entry set body = body || ' ' where ${row(aim)}`,
  "change a time": (aim) => `update audit_entry set at = at + interval '1 s' where ${row(aim)}`,
  "change a hash": (aim) => `update audit_entry set hash = sha256(hash) where ${row(aim)}`,
  "move an entry to another place": (aim) => `update audit_entry set seq = seq + 100000 where ${row(aim)}`,
  "move an entry to another history": (aim) => `update audit_entry set chain_id = 'other' where ${row(aim)}`,
  "delete an entry": (aim) => `delete from audit_entry where ${row(aim)}`,
  "delete the last entry": ({ chain, head }) => `delete from audit_entry where chain_id = '${chain}' and seq = ${head}`,
  "delete all": () => "delete from audit_entry",
  "empty the table": () => "truncate audit_entry",
  "empty it with what hangs on it": () => "truncate audit_entry cascade",
  "change it by upsert": (aim) =>
    `insert into audit_entry select * from audit_entry where ${row(aim)} on conflict (chain_id, seq) do update set body = 'x'`,
  "change it by merge": (aim) =>
    `merge into audit_entry e using (select 1) s on e.chain_id = '${aim.chain}' and e.seq = ${aim.seq} when matched then update set body = 'x'`,
  "delete it inside a query": (aim) =>
    `with gone as (delete from audit_entry where ${row(aim)} returning *) select * from gone`,
  "put other words": (aim) => `update audit_text set text = 'other words' where chain_id = '${aim.chain}'`,
  "put other salt": (aim) => `update audit_text set salt = '\\x00' where chain_id = '${aim.chain}'`,
  "delete words": (aim) => `delete from audit_text where chain_id = '${aim.chain}'`,
  "change it in a function": (aim) =>
    `do $$ begin execute $q$ update audit_entry set body = 'x' where ${row(aim)} $q$; end $$`,
  "change it through a view": (aim) =>
    `create temp view mine as select * from audit_entry; update mine set body = 'x' where ${row(aim)}`,
  "change it as a replica": (aim) =>
    `set session_replication_role = replica; update audit_entry set body = 'x' where ${row(aim)}`,
  "change it with constraints deferred": (aim) =>
    `set constraints all deferred; update audit_entry set body = 'x' where ${row(aim)}`,
  "change a published version": () => "update template_version set source = source || ' '",
  "delete a published version": () => "delete from template_version",
  "change what was signed": () => "update signature set statement = '', sha256 = ''",
  "delete a signature": () => "delete from signature",
};

/** What only the app's role is kept from: the owner could, and is found out. */
export const appAttempts: Record<string, Attempt> = {
  "write an entry directly": forged,
  "write words directly": ({ chain, head }) => `insert into audit_text values ('${chain}', ${head + 1}, '', 'words')`,
  "set the head back": ({ kind, chain }) => `update ${kind} set seq = seq - 1 where id = '${chain}'`,
  "exchange the head": ({ kind, chain }) => `update ${kind} set head_hash = null where id = '${chain}'`,
  "delete the run": () => "delete from run",
  "delete the workspace": () => "delete from workspace",
  "delete people": () => "delete from person",
  "disable a trigger": () => "alter table audit_entry disable trigger audit_entry_append_only",
  "disable every trigger": () => "alter table audit_entry disable trigger all",
  "drop a trigger": () => "drop trigger audit_entry_append_only on audit_entry",
  "replace the refusing function": () =>
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
  "replace the appending function": () => "drop function append_audit",
  "make a table of its own": () => "create table public.audit_copy (n int)",
  "drop the table": () => "drop table audit_entry",
  "rename the table": () => "alter table audit_entry rename to audit_old",
  "give itself rights": () => "grant all on audit_entry to gonogo_app; update audit_entry set body = 'x'",
  "become the owner": () => "set role gonogo_owner",
  "become the superuser": () => "set session authorization postgres",
  "add a rule": () => "create rule nothing as on update to audit_entry do instead nothing",
  "hide rows": () => "alter table audit_entry enable row level security",
  "hang a trigger before": () =>
    "create trigger mine before insert on audit_entry for each row execute function refuse_change()",
  "change the catalog": () => "update pg_trigger set tgenabled = 'D'",
  "read a file of the server": () => "select pg_read_file('postgresql.conf')",
  "run a program on the server": () => "copy (select 1) to program 'true'",
  "set it for the database": () => "alter database postgres set session_replication_role = replica",
  "append to a history that isn't there": () => "select append_audit('run', 'nowhere', now(), '{}', null, null)",
};

const unguarded = (sql: string) => `alter table audit_entry disable trigger user; ${sql}`;
const guarded =
  "alter table audit_entry enable always trigger audit_entry_append_only; alter table audit_entry enable always trigger audit_entry_no_truncate";
const quietly = (sql: string) => `${unguarded(sql)}; ${guarded}`;

/** What the owner's DDL and a superuser can do, and what must be noticed afterwards. */
export const detectedAttempts: Record<string, Attempt> = {
  "a body changed": (aim) => quietly(`update audit_entry set body = body || ' ' where ${row(aim)}`),
  "a body and its hash changed": (aim) =>
    quietly(
      `update audit_entry set body = body || ' ', body_hash = sha256(convert_to(body || ' ', 'UTF8')) where ${row(aim)}`,
    ),
  "a time changed": (aim) => quietly(`update audit_entry set at = at + interval '1 s' where ${row(aim)}`),
  "an entry deleted": (aim) => quietly(`delete from audit_entry where ${row(aim)}`),
  "the last entry deleted, the head set back": ({ kind, chain, head }) =>
    quietly(`update ${kind} set seq = seq - 1, head_hash = (select prev_hash from audit_entry where chain_id = '${chain}' and seq = ${head}) where id = '${chain}';
      delete from audit_entry where chain_id = '${chain}' and seq = ${head}`),
  "the whole history deleted": ({ kind, chain }) =>
    quietly(
      `delete from audit_entry where chain_id = '${chain}'; update ${kind} set seq = 0, head_hash = null where id = '${chain}'`,
    ),
  "an entry moved to another history": (aim) => quietly(`update audit_entry set chain_id = 'other' where ${row(aim)}`),
  "an entry forged at the end": (aim) =>
    `${forged(aim)}; update ${aim.kind} set seq = seq + 1 where id = '${aim.chain}'`,
  "an entry forged past the head": forged,
  "the head set back": ({ kind, chain, head }) =>
    `update ${kind} set seq = seq - 1, head_hash = (select prev_hash from audit_entry where chain_id = '${chain}' and seq = ${head}) where id = '${chain}'`,
  "words exchanged": ({ chain }) =>
    `alter table audit_text disable trigger user; update audit_text set text = 'other words' where chain_id = '${chain}'; alter table audit_text enable always trigger audit_text_redact_only`,
  "words deleted": ({ chain }) =>
    `alter table audit_text disable trigger user; delete from audit_text where chain_id = '${chain}'; alter table audit_text enable always trigger audit_text_redact_only`,
  "a trigger disabled": () => "alter table audit_entry disable trigger audit_entry_append_only",
  "a trigger no longer always": () => "alter table audit_entry enable trigger audit_entry_no_truncate",
  "a trigger dropped": () => "drop trigger signature_immutable on signature",
  "a trigger added": () =>
    "create trigger mine before insert on audit_entry for each row execute function suppress_redundant_updates_trigger()",
  "the refusing function emptied": () =>
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return coalesce(new, old); end'",
  "the appending function changed": () =>
    "alter function append_audit(text, text, timestamptz, text, text, bytea) security invoker",
  "rights given to the app": () => "grant update on audit_entry to gonogo_app",
  "rows hidden": () => "alter table audit_entry enable row level security",
  "the run deleted with its history": ({ chain, kind }) =>
    quietly(
      `delete from audit_entry where chain_id = '${chain}'; set local session_replication_role = replica; delete from ${kind} where id = '${chain}'`,
    ),
};
