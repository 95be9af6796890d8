-- A note is changed or withdrawn by its author or the lead, and an action item may belong in the template.
ALTER TABLE "review_note" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "for_template" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "changed_at" TIMESTAMPTZ(3),
ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);

ALTER TABLE "review_note" ADD CONSTRAINT "review_note_for_template" CHECK (NOT "for_template" OR "kind" = 'action');

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant update (text, owner_id, due_at, for_template, version, changed_at, withdrawn_at) on review_note to gonogo_app;
  end if;
end $$;
