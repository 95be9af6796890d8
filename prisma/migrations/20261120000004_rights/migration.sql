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
