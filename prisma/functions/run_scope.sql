-- What deciding about a run needs besides its items: the run inside its workspace, its roster and what it delegated, the gates that let it pass
-- and the options taken. With an item's key, that item and whether it may be not applicable or is waived.
create or replace function run_scope(p_workspace text, p_run text, p_item text, p_now timestamptz) returns json
language sql stable as $$
  select json_build_object(
    'run', json_build_object(
      'id', r.id, 'workspaceId', r.workspace_id, 'name', r.name, 'environment', r.environment, 'leadId', r.lead_id,
      'targetAt', iso_time(r.target_at), 'artefact', r.artefact, 'answers', r.answers, 'closedAt', iso_time(r.closed_at),
      'rehearsal', r.rehearsal, 'timeScale', r.time_scale, 'attempt', r.attempt,
      'attemptAt', iso_time(coalesce(r.attempt_at, r.created_at)), 'outcome', r.outcome, 'policyEpoch', r.policy_epoch, 'version', r.version,
      'templateVersionId', r.template_version_id),
    -- A tick looks at it, so nobody's membership is looked up here: whoever acts takes part, and of who delegated to them it is asked below.
    'roster', coalesce((select json_agg(json_build_object('role', e.role, 'personId', e.person_id, 'deputy', e.deputy)
        order by e.role, e.position) from roster_entry e where e.run_id = r.id), '[]'),
    'delegations', coalesce((select json_agg(json_build_object('id', d.id, 'role', d.role, 'fromId', d.from_id, 'toId', d.to_id,
        'reason', d.reason, 'createdAt', iso_time(d.created_at), 'until', iso_time(d.until),
        'acceptedAt', iso_time(d.accepted_at), 'revokedAt', iso_time(d.revoked_at))
        order by d.created_at, d.id) from delegation d where d.run_id = r.id and d.revoked_at is null and d.accepted_at is not null
          and exists (select from membership m join person p on p.id = m.person_id where m.workspace_id = r.workspace_id
            and m.person_id = d.from_id and is_idle(m.roles, m.disabled_at, p.disabled_at) is null)), '[]'),
    -- As the rules read them: an override in force passes a gate whatever was recorded, a row that merely says so doesn't.
    'gates', coalesce((select json_agg(json_build_object('key', coalesce(g.key, o.gate_key), 'status',
          case when o.gate_key is not null then 'override' when g.status = 'override' then 'pending' else g.status end))
        from (select * from gate_record where run_id = r.id) g
        full join (select distinct gate_key from gate_override where run_id = r.id and confirmed_at is not null
          and ended_at is null and ends_at > p_now) o on o.gate_key = g.key), '[]'),
    'choices', coalesce((select json_agg(json_build_object('key', c.key, 'option', c.option))
        from choice_record c where c.run_id = r.id), '[]'),
    'needs', coalesce((select json_agg(json_build_object('key', n.key, 'need', n.need, 'needed', n.needed)
        order by n.key, n.need) from run_need n where n.run_id = r.id), '[]'),
    'item', (select run_item_json(i) from run_item i where i.run_id = r.id and i.key = p_item),
    'excused', exists (select from waiver w where w.run_id = r.id and w.item_key = p_item and w.kind = 'not_applicable'
        and w.granted_at is not null and w.revoked_at is null and (w.expires_at is null or w.expires_at > p_now)),
    'waived', exists (select from waiver w where w.run_id = r.id and w.item_key = p_item and w.kind = 'waiver'
        and w.granted_at is not null and w.revoked_at is null and (w.expires_at is null or w.expires_at > p_now)))
  from run r where r.id = p_run and r.workspace_id = p_workspace
$$;
