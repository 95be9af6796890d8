-- The audit chain. One function appends; nobody updates, deletes or truncates, the owner's DML included.
-- hash = SHA-256(prev hash || seq as 8 bytes big-endian || time as ISO text || SHA-256(body bytes)); lib/domain/audit-chain.ts restates it.

create function iso_time(p_at timestamptz) returns text
language sql immutable parallel safe as $$
  select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create function refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'rows of % never change', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
  for each statement execute function refuse_change();
alter table audit_entry enable always trigger audit_entry_append_only;
alter table audit_entry enable always trigger audit_entry_no_truncate;

create trigger template_version_immutable before update or delete on template_version
  for each row execute function refuse_change();
create trigger template_version_no_truncate before truncate on template_version
  for each statement execute function refuse_change();
alter table template_version enable always trigger template_version_immutable;
alter table template_version enable always trigger template_version_no_truncate;

-- A signature's bytes and bindings never change; only its withdrawal may be written, once.
create function refuse_signature_change() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or old.withdrawn_at is not null
    or (to_jsonb(new) - 'withdrawn_at' - 'withdraw_reason') is distinct from (to_jsonb(old) - 'withdrawn_at' - 'withdraw_reason')
  then
    raise exception 'a signature never changes' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger signature_immutable before update or delete on signature
  for each row execute function refuse_signature_change();
alter table signature enable always trigger signature_immutable;

-- Only redaction may touch the words of the history, and only to remove them.
create function refuse_text_change() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.text is not null
    or row(new.chain_id, new.seq, new.salt) is distinct from row(old.chain_id, old.seq, old.salt)
  then
    raise exception 'words of the history can only be redacted' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger audit_text_redact_only before update or delete on audit_text
  for each row execute function refuse_text_change();
alter table audit_text enable always trigger audit_text_redact_only;

-- Appends one entry to the chain of a run or workspace and returns its number.
-- Holds the head's row lock until commit: numbers are gap-free and in commit order.
create function append_audit(
  p_kind text, p_chain text, p_at timestamptz, p_body text, p_text text, p_salt bytea
) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_seq bigint;
  v_prev bytea;
  v_body_hash bytea := sha256(convert_to(p_body, 'UTF8'));
  v_hash bytea;
  v_at timestamptz := date_trunc('milliseconds', p_at);
begin
  if p_kind = 'run' then
    select seq, head_hash into v_seq, v_prev from run where id = p_chain for no key update;
  elsif p_kind = 'workspace' then
    select seq, head_hash into v_seq, v_prev from workspace where id = p_chain for no key update;
  end if;
  if v_seq is null then
    raise exception 'no % % to append to', p_kind, p_chain using errcode = 'no_data_found';
  end if;
  v_seq := v_seq + 1;
  v_prev := coalesce(v_prev, decode(repeat('00', 32), 'hex'));
  v_hash := sha256(v_prev || int8send(v_seq) || convert_to(iso_time(v_at), 'UTF8') || v_body_hash);
  insert into audit_entry (chain_id, seq, at, body, body_hash, prev_hash, hash)
    values (p_chain, v_seq, v_at, p_body, v_body_hash, v_prev, v_hash);
  if p_text is not null then
    insert into audit_text (chain_id, seq, salt, text) values (p_chain, v_seq, p_salt, p_text);
  end if;
  if p_kind = 'run' then
    update run set seq = v_seq, head_hash = v_hash where id = p_chain;
  else
    update workspace set seq = v_seq, head_hash = v_hash where id = p_chain;
  end if;
  return v_seq;
end $$;

-- Reserves an idempotency key inside the writing transaction; `false` = the same key is in flight elsewhere.
create function claim_idempotency_key(p_principal text, p_route text, p_key text) returns boolean
language sql as $$
  select pg_try_advisory_xact_lock(hashtextextended(p_principal || E'\n' || p_route || E'\n' || p_key, 0))
$$;

-- The hot path: one item change with its audit entry and idempotency record, in one round trip.
-- Outcomes: changed | conflict (the row moved) | epoch (the run's rules moved) | closed | in_flight.
create function change_item(
  p_run text, p_key text, p_version int, p_epoch int, p_row jsonb,
  p_at timestamptz, p_body text, p_text text, p_salt bytea,
  p_principal text, p_route text, p_idempotency_key text, p_body_hmac bytea, p_status int, p_response text
) returns table (outcome text, entry bigint)
language plpgsql as $$
declare
  v_epoch int;
  v_closed timestamptz;
  v_seq bigint;
begin
  if p_idempotency_key is not null and not claim_idempotency_key(p_principal, p_route, p_idempotency_key) then
    return query select 'in_flight', null::bigint;
    return;
  end if;
  select r.policy_epoch, r.closed_at into v_epoch, v_closed from run r where r.id = p_run for no key update;
  if v_epoch is distinct from p_epoch then
    return query select 'epoch', null::bigint;
    return;
  end if;
  if v_closed is not null then
    return query select 'closed', null::bigint;
    return;
  end if;
  update run_item i set
      state = p_row ->> 'state',
      version = p_version + 1,
      revision = (p_row ->> 'revision')::int,
      reason = p_row ->> 'reason',
      assignee_id = p_row ->> 'assigneeId',
      due_at = (p_row ->> 'dueAt')::timestamptz,
      blocked_reason = p_row -> 'blocked' ->> 'reason',
      blocked_by_id = p_row -> 'blocked' ->> 'byId',
      blocked_since = (p_row -> 'blocked' ->> 'since')::timestamptz,
      changed_by_id = p_row ->> 'changedById',
      changed_at = p_at
    where i.run_id = p_run and i.key = p_key and i.version = p_version;
  if not found then
    return query select 'conflict', null::bigint;
    return;
  end if;
  v_seq := append_audit('run', p_run, p_at, p_body, p_text, p_salt);
  if p_idempotency_key is not null then
    insert into idempotency_record (principal, route, key, body_hmac, status, response, created_at)
      values (p_principal, p_route, p_idempotency_key, p_body_hmac, p_status, p_response, p_at);
  end if;
  return query select 'changed', v_seq;
end $$;

-- The app's role: rows it may read and write, never the chain itself nor the heads it hangs from.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant usage on schema public to gonogo_app;
    grant select, insert, update, delete on all tables in schema public to gonogo_app;
    grant usage, select on all sequences in schema public to gonogo_app;
    revoke insert, update, delete, truncate on audit_entry, audit_text from gonogo_app;
    grant update (text, redacted_at) on audit_text to gonogo_app;
    revoke update, delete on template_version from gonogo_app;
    revoke update, delete on signature from gonogo_app;
    grant update (withdrawn_at, withdraw_reason) on signature to gonogo_app;
    revoke delete on person, workspace, run, evidence, waiver, gate_record from gonogo_app;
    revoke update on run, workspace from gonogo_app;
    grant update (name, environment, target_at, artefact, lead_id, closed_at, policy_epoch, version, summary, summary_seq, summary_until) on run to gonogo_app;
    grant update (name) on workspace to gonogo_app;
    revoke all on _prisma_migrations from gonogo_app;
    grant select on _prisma_migrations to gonogo_app;
    revoke execute on all functions in schema public from public;
    grant execute on all functions in schema public to gonogo_app;
  end if;
end $$;
