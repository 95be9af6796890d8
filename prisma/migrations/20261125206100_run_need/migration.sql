-- Needs that a run's lead added, or took away from the template's.
create table "run_need" (
    "run_id" text not null,
    "key" text not null,
    "need" text not null,
    "needed" boolean not null,
    "reason" text,
    "by_id" text not null,
    "at" timestamptz(3) not null default current_timestamp,
    constraint "run_need_pkey" primary key ("run_id", "key", "need")
);
alter table "run_need" add constraint "run_need_run_id_fkey" foreign key ("run_id") references "run"("id") on delete restrict on update cascade;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on run_need to gonogo_app;
  end if;
end $$;
