-- A run can be moved to a newer version of its template.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant update (template_version_id) on run to gonogo_app;
  end if;
end $$;
