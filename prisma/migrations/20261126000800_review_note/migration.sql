-- What people say after a run: what went well, what badly, and what is to be done about it.
-- CreateTable
CREATE TABLE "review_note" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" TEXT,

    CONSTRAINT "review_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "review_note_run_id_at_idx" ON "review_note"("run_id", "at");

-- CreateIndex
CREATE INDEX "review_note_owner_id_done_at_idx" ON "review_note"("owner_id", "done_at");

-- AddForeignKey
ALTER TABLE "review_note" ADD CONSTRAINT "review_note_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "review_note" ADD CONSTRAINT "review_note_owner" CHECK (("kind" = 'action') = ("owner_id" IS NOT NULL));

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update (done_at, done_by_id) on review_note to gonogo_app;
    revoke delete on review_note from gonogo_app;
  end if;
end $$;
