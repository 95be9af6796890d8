-- The hot path: one item change with its audit entry and idempotency record, in one round trip. The person must still
-- belong to the run's workspace, and be no auditor, at the moment of writing.
-- Outcomes: changed | conflict (the row moved) | epoch (the run's rules moved) | closed | in_flight | gone (no member).
create or replace function change_item(
  p_run text, p_key text, p_version int, p_epoch int, p_person text, p_row jsonb,
  p_at timestamptz, p_body text, p_text text, p_salt bytea,
  p_principal text, p_route text, p_idempotency_key text, p_body_hmac bytea, p_status int, p_response text
) returns table (outcome text, entry bigint)
language plpgsql as $$
declare
  v_run run;
  v_seq bigint;
begin
  if p_idempotency_key is not null and not claim_idempotency_key(p_principal, p_route, p_idempotency_key) then
    return query select 'in_flight', null::bigint;
    return;
  end if;
  select * into v_run from run r where r.id = p_run for no key update;
  if v_run.policy_epoch is distinct from p_epoch then
    return query select 'epoch', null::bigint;
    return;
  end if;
  if v_run.closed_at is not null then
    return query select 'closed', null::bigint;
    return;
  end if;
  if not exists (
    select from membership m join person p on p.id = m.person_id
    where m.workspace_id = v_run.workspace_id and m.person_id = p_person
      and m.disabled_at is null and p.disabled_at is null and m.roles <> '{}' and not 'auditor' = any (m.roles)
  ) then
    return query select 'gone', null::bigint;
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
      blocked_link = p_row -> 'blocked' ->> 'link',
      changed_by_id = p_row ->> 'changedById',
      changed_at = (p_row ->> 'changedAt')::timestamptz
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
