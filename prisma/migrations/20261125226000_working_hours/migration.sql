-- When work goes on, for forecasts, and runs that don't mind.
-- AlterTable
ALTER TABLE "run" ADD COLUMN     "round_the_clock" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "working_hours" JSONB;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant update (round_the_clock) on run to gonogo_app;
    grant update (working_hours) on workspace to gonogo_app;
  end if;
end $$;
