-- Everything the rules look at but for the document, from one statement and so from one database snapshot. Shapes are those of
-- lib/domain/run.ts; the items come as arrays, in the order lib/domain/snapshot-text.ts reads them. `json` is written once
-- where `jsonb` is built, sorted and written again.
create or replace function run_snapshot(p_workspace text, p_run text) returns json
language sql stable as $$
  select json_build_object(
    'run', json_build_object(
      'id', r.id, 'workspaceId', r.workspace_id, 'name', r.name, 'environment', r.environment,
      'targetAt', iso_time(r.target_at), 'originalTargetAt', iso_time(r.original_target_at),
      'timeZone', coalesce(r.time_zone, w.working_hours ->> 'timeZone', 'UTC'), 'artefact', r.artefact, 'answers', r.answers, 'leadId', r.lead_id,
      'createdById', r.created_by_id, 'createdAt', iso_time(r.created_at), 'closedAt', iso_time(r.closed_at),
      'rehearsal', r.rehearsal, 'timeScale', r.time_scale, 'rehearsed', r.rehearsed, 'attempt', r.attempt,
      'attemptAt', iso_time(coalesce(r.attempt_at, r.created_at)), 'outcome', r.outcome,
      'roundTheClock', r.round_the_clock, 'workingHours', case when not r.round_the_clock then w.working_hours end,
      'version', r.version, 'seq', r.seq, 'templateVersionId', r.template_version_id),
    'items', coalesce((select json_agg(json_build_array(
        i.key, i.state, i.reason, i.version, i.revision, i.assignee_id, iso_time(i.due_at),
        i.blocked_reason, i.blocked_by_id, iso_time(i.blocked_since), i.blocked_link, i.changed_by_id, iso_time(i.changed_at), i.comments)
        order by i.key) from run_item i where i.run_id = r.id), '[]'),
    'evidence', coalesce((select json_agg(json_build_object(
        'id', e.id, 'itemKey', e.item_key, 'kind', e.kind, 'title', e.title, 'url', e.url, 'text', left(e.text, 2000),
        'mime', e.mime, 'size', e.size, 'sha256', e.sha256, 'addedById', e.added_by_id,
        'addedAt', iso_time(e.added_at), 'artefact', e.artefact, 'result', e.result, 'expiresAt', iso_time(e.expires_at), 'redactedAt', iso_time(e.redacted_at))
        order by e.added_at, e.id) from evidence e where e.run_id = r.id), '[]'),
    'confirmations', coalesce((select json_agg(json_build_object(
        'itemKey', c.item_key, 'personId', c.person_id, 'at', iso_time(c.at), 'passedAt', iso_time(c.passed_at),
        'revision', c.revision, 'terms', c.terms)
        order by c.item_key) from confirmation c where c.run_id = r.id), '[]'),
    'waivers', coalesce((select json_agg(json_build_object(
        'id', w.id, 'itemKey', w.item_key, 'kind', w.kind, 'reason', w.reason, 'askedById', w.asked_by_id,
        'askedAt', iso_time(w.asked_at), 'ownerId', w.owner_id, 'expiresAt', iso_time(w.expires_at),
        'grantedById', w.granted_by_id, 'grantedAt', iso_time(w.granted_at),
        'grantedFor', w.granted_for, 'revokedAt', iso_time(w.revoked_at))
        order by w.asked_at, w.id) from waiver w where w.run_id = r.id), '[]'),
    'choices', coalesce((select json_agg(json_build_object(
        'key', c.key, 'option', c.option, 'reason', c.reason, 'byId', c.by_id, 'at', iso_time(c.at), 'version', c.version)
        order by c.key) from choice_record c where c.run_id = r.id), '[]'),
    'needs', coalesce((select json_agg(json_build_object(
        'key', n.key, 'need', n.need, 'needed', n.needed, 'reason', n.reason, 'byId', n.by_id, 'at', iso_time(n.at))
        order by n.key, n.need) from run_need n where n.run_id = r.id), '[]'),
    'triggers', coalesce((select json_agg(json_build_object(
        'key', t.key, 'firedAt', iso_time(t.fired_at), 'firedById', t.fired_by_id, 'measured', t.measured,
        'clearedAt', iso_time(t.cleared_at), 'clearReason', t.clear_reason, 'resolvedAt', iso_time(t.resolved_at),
        'refiredAt', iso_time(t.refired_at), 'reactionFrom', iso_time(t.reaction_from),
        'tier', t.tier, 'reaction', t.reaction, 'title', t.title)
        order by t.fired_at, t.id) from trigger_firing t where t.run_id = r.id), '[]'),
    'attempts', coalesce((select json_agg(json_build_object(
        'number', a.number, 'startedAt', iso_time(a.started_at), 'endedAt', iso_time(a.ended_at),
        'endedById', a.ended_by_id, 'outcome', a.outcome, 'reason', a.reason)
        order by a.number) from run_attempt a where a.run_id = r.id), '[]'),
    -- Of the workspace: those that can matter to this run.
    'freezes', coalesce((select json_agg(json_build_object(
        'id', f.id, 'startsAt', iso_time(f.starts_at), 'endsAt', iso_time(f.ends_at), 'reason', f.reason,
        'environments', f.environments) order by f.starts_at, f.id)
        from freeze_window f where f.workspace_id = r.workspace_id and f.removed_at is null and f.ends_at > r.created_at), '[]'),
    'gates', coalesce((select json_agg(json_build_object(
        'key', g.key, 'status', g.status, 'decidedById', g.decided_by_id, 'decidedAt', iso_time(g.decided_at),
        'reason', g.reason, 'frozen', g.frozen) order by g.key) from gate_record g where g.run_id = r.id), '[]'),
    'signatures', coalesce((select json_agg(json_build_object(
        'id', s.id, 'gateKey', s.gate_key, 'signoffKey', s.signoff_key, 'personId', s.person_id,
        'printedName', s.printed_name, 'role', s.role, 'delegation', s.delegation, 'decision', s.decision, 'comment', s.comment,
        'conditions', coalesce((select json_agg(json_build_object('id', k.id, 'text', k.text, 'ownerId', k.owner_id,
            'dueAt', iso_time(k.due_at), 'doneAt', iso_time(k.done_at)) order by k.id)
            from condition k where k.signature_id = s.id), '[]'),
        'method', s.method, 'sha256', s.sha256, 'signedAt', iso_time(s.signed_at),
        'withdrawnAt', iso_time(s.withdrawn_at), 'scopeDigest', s.scope_digest,
        -- Only somebody's latest act is ever compared, and these are most of what a signature weighs.
        'leaves', case when s.superseded then '[]'::jsonb else s.leaves end)
        order by s.signed_at, s.id) from (
          select g.*, lead(g.id) over (partition by g.gate_key, g.signoff_key, g.person_id
            order by g.signed_at, g.id collate "C") is not null as superseded
          from signature g where g.run_id = r.id) s), '[]'),
    'overrides', coalesce((select json_agg(json_build_object(
        'id', o.id, 'gateKey', o.gate_key, 'reason', o.reason, 'endsAt', iso_time(o.ends_at),
        'overridden', o.overridden, 'artefact', o.artefact, 'environment', o.environment, 'sha256', o.sha256,
        'askedById', o.asked_by_id, 'askedByName', o.asked_by_name, 'askedAs', o.asked_as,
        'askedMethod', o.asked_method, 'askedAt', iso_time(o.asked_at), 'expiresAt', iso_time(o.expires_at),
        'confirmedById', o.confirmed_by_id, 'confirmedByName', o.confirmed_by_name, 'confirmedAs', o.confirmed_as,
        'confirmedMethod', o.confirmed_method, 'confirmedAt', iso_time(o.confirmed_at),
        'ended', o.ended, 'endedById', o.ended_by_id, 'endedAt', iso_time(o.ended_at), 'endReason', o.end_reason,
        'reviewedById', o.reviewed_by_id, 'reviewedAt', iso_time(o.reviewed_at), 'reviewNote', o.review_note)
        order by o.asked_at, o.id) from gate_override o where o.run_id = r.id and o.asked_at is not null), '[]'),
    'rollCalls', coalesce((select json_agg(json_build_object(
        'id', c.id, 'gateKey', c.gate_key, 'openedById', c.opened_by_id, 'openedAt', iso_time(c.opened_at),
        'secondsEach', c.seconds_each, 'stations', c.stations, 'closedById', c.closed_by_id,
        'closedAt', iso_time(c.closed_at)) order by c.opened_at, c.id) from roll_call c where c.run_id = r.id), '[]'),
    'nudges', coalesce((select json_agg(json_build_object(
        'id', n.id, 'gateKey', n.gate_key, 'signoffKey', n.signoff_key, 'personId', n.person_id, 'byId', n.by_id,
        'at', iso_time(n.at)) order by n.at, n.id) from nudge n where n.run_id = r.id), '[]'),
    'occurrences', coalesce((select json_agg(json_build_object(
        'itemKey', o.item_key, 'number', o.number, 'outcome', o.outcome, 'note', o.note, 'measured', o.measured,
        'byId', o.by_id, 'at', iso_time(o.at), 'version', o.version)
        order by o.item_key, o.number) from occurrence o where o.run_id = r.id and o.attempt = r.attempt), '[]'),
    'shifts', coalesce((select json_agg(json_build_object(
        'id', s.id, 'personId', s.person_id, 'startsAt', iso_time(s.starts_at), 'endsAt', iso_time(s.ends_at))
        order by s.starts_at, s.id) from rota_shift s where s.run_id = r.id), '[]'),
    'handovers', coalesce((select json_agg(json_build_object(
        'id', h.id, 'fromId', h.from_id, 'toId', h.to_id, 'startsAt', iso_time(h.starts_at), 'at', iso_time(h.at),
        'notes', h.notes, 'sheet', h.sheet, 'acceptedAt', iso_time(h.accepted_at))
        order by h.at, h.id) from shift_handover h where h.run_id = r.id), '[]'),
    'followUps', coalesce((select json_agg(json_build_object(
        'itemKey', f.item_key, 'toId', f.to_id, 'link', f.link, 'note', f.note, 'byId', f.by_id, 'at', iso_time(f.at),
        'acceptedAt', iso_time(f.accepted_at)) order by f.item_key) from follow_up_handover f where f.run_id = r.id), '[]'),
    'announcements', coalesce((select json_agg(json_build_object(
        'id', a.id, 'key', a.key, 'share', a.share, 'attempt', a.attempt, 'title', a.title, 'channels', a.channels,
        'sentById', a.sent_by_id, 'sentAt', iso_time(a.sent_at), 'delivery', coalesce((
          select json_object_agg(m.state, m.n order by m.state) from (
            select state, count(*) as n from message where about_id = a.id group by state) m), '{}'))
        order by a.sent_at, a.id) from announcement a where a.run_id = r.id), '[]'),
    'onCall', coalesce((select json_agg(json_build_object(
        'id', c.id, 'role', c.role, 'contact', c.contact, 'personId', c.person_id, 'startsAt', iso_time(c.starts_at),
        'endsAt', iso_time(c.ends_at), 'setById', c.set_by_id)
        order by c.starts_at, c.set_at, c.id) from on_call_duty c where c.run_id = r.id), '[]'),
    'escalations', coalesce((select json_agg(json_build_object(
        'id', e.id, 'subject', e.subject, 'tiers', e.tiers, 'waitMinutes', e.wait_minutes, 'tier', e.tier,
        'startedById', e.started_by_id, 'startedAt', iso_time(e.started_at), 'nextAt', iso_time(e.next_at),
        'acknowledgedAt', iso_time(e.acknowledged_at), 'acknowledgedBy', e.acknowledged_by,
        'acknowledgedVia', e.acknowledged_via, 'exhaustedAt', iso_time(e.exhausted_at))
        order by e.started_at, e.id) from escalation e where e.run_id = r.id), '[]'),
    'roster', coalesce((select json_agg(case when is_idle(m.roles, m.disabled_at, p.disabled_at)
        then json_build_object('role', e.role, 'personId', e.person_id, 'deputy', e.deputy, 'idle', true)
        else json_build_object('role', e.role, 'personId', e.person_id, 'deputy', e.deputy) end order by e.role, e.position)
        from roster_entry e join person p on p.id = e.person_id
        left join membership m on m.workspace_id = r.workspace_id and m.person_id = e.person_id where e.run_id = r.id), '[]'),
    'delegations', coalesce((select json_agg(json_build_object('id', d.id, 'role', d.role, 'fromId', d.from_id, 'toId', d.to_id,
        'reason', d.reason, 'createdAt', iso_time(d.created_at), 'until', iso_time(d.until),
        'acceptedAt', iso_time(d.accepted_at), 'revokedAt', iso_time(d.revoked_at))
        order by d.created_at, d.id) from delegation d where d.run_id = r.id), '[]'),
    'people', coalesce((select json_object_agg(p.id, json_strip_nulls(json_build_object(
        'id', p.id, 'name', p.name, 'email', p.email, 'idle', is_idle(m.roles, m.disabled_at, p.disabled_at)))
        order by p.id) from membership m join person p on p.id = m.person_id where m.workspace_id = r.workspace_id), '{}')
  )
  from run r join workspace w on w.id = r.workspace_id where r.id = p_run and r.workspace_id = p_workspace
$$;
