-- The audit chain. One function appends; nobody updates, deletes or truncates, the owner's DML included.
-- hash = SHA-256(prev hash || seq as 8 bytes big-endian || time as ISO text || SHA-256(body bytes)); lib/domain/audit-chain.ts restates it.

-- Declared as stable as to_char is, so that it is inlined instead of called.
create function iso_time(p_at timestamptz) returns text
language sql stable parallel safe as $$
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
-- Holds the head's row lock until commit: numbers are gap-free and in commit order. Temporary tables come first unless
-- pg_temp is named: one called audit_entry, with a trigger, would run the app's code with the owner's rights.
create function append_audit(
  p_kind text, p_chain text, p_at timestamptz, p_body text, p_text text, p_salt bytea
) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
