-- What deciding about a run needs besides its items, in one statement: the run inside its workspace, its roster, the
-- gates that let it pass and the options taken. With an item's key, that item and whether it may be not applicable.
create function run_scope(p_workspace text, p_run text, p_item text, p_now timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'run', jsonb_build_object(
      'id', r.id, 'workspaceId', r.workspace_id, 'name', r.name, 'environment', r.environment, 'leadId', r.lead_id,
      'closedAt', iso_time(r.closed_at), 'policyEpoch', r.policy_epoch, 'version', r.version,
      'templateVersionId', r.template_version_id),
    'roster', coalesce((select jsonb_agg(jsonb_build_object('role', e.role, 'personId', e.person_id, 'deputy', e.deputy)
        order by e.role, e.position) from roster_entry e where e.run_id = r.id), '[]'),
    'gates', coalesce((select jsonb_agg(jsonb_build_object('key', g.key, 'status', g.status))
        from gate_record g where g.run_id = r.id), '[]'),
    'choices', coalesce((select jsonb_agg(jsonb_build_object('key', c.key, 'option', c.option))
        from choice_record c where c.run_id = r.id), '[]'),
    'item', (select run_item_json(i) from run_item i where i.run_id = r.id and i.key = p_item),
    'excused', exists (select from waiver w where w.run_id = r.id and w.item_key = p_item and w.kind = 'not_applicable'
        and w.granted_at is not null and w.revoked_at is null and (w.expires_at is null or w.expires_at > p_now)))
  from run r where r.id = p_run and r.workspace_id = p_workspace
$$;

-- As before, and: the person must still belong to the run's workspace when the change is written, and the time of a
-- change is that of its state, so that taking an item over doesn't look like having passed it.
-- Outcomes: changed | conflict | epoch | closed | in_flight | gone (no member any more).
drop function change_item(text, text, int, int, jsonb, timestamptz, text, text, bytea, text, text, text, bytea, int, text);
create function change_item(
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
      and m.disabled_at is null and p.disabled_at is null
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

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    revoke execute on all functions in schema public from public;
    grant execute on all functions in schema public to gonogo_app;
  end if;
end $$;
