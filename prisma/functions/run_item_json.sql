-- One item row as lib/domain/run.ts reads it.
create or replace function run_item_json(i run_item) returns json
language sql stable as $$
  select json_build_object(
    'key', i.key, 'state', i.state, 'reason', i.reason, 'version', i.version, 'revision', i.revision,
    'assigneeId', i.assignee_id, 'dueAt', iso_time(i.due_at),
    'blocked', case when i.blocked_since is null then null else
      json_build_object('reason', i.blocked_reason, 'byId', i.blocked_by_id, 'since', iso_time(i.blocked_since),
        'link', i.blocked_link) end,
    'changedById', i.changed_by_id, 'changedAt', iso_time(i.changed_at), 'comments', i.comments)
$$;
