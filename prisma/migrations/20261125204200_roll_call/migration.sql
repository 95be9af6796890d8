-- CreateTable
CREATE TABLE "roll_call" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "gate_key" TEXT NOT NULL,
    "opened_by_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "seconds_each" INTEGER NOT NULL,
    "stations" JSONB NOT NULL,
    "closed_by_id" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "roll_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "gate_key" TEXT NOT NULL,
    "signoff_key" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge_recipient" (
    "nudge_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "nudge_recipient_pkey" PRIMARY KEY ("nudge_id","person_id")
);

-- CreateIndex
CREATE INDEX "roll_call_run_id_gate_key_idx" ON "roll_call"("run_id", "gate_key");

-- CreateIndex
CREATE INDEX "nudge_run_id_signoff_key_at_idx" ON "nudge"("run_id", "signoff_key", "at");

-- CreateIndex
CREATE INDEX "nudge_recipient_person_id_seen_at_idx" ON "nudge_recipient"("person_id", "seen_at");

-- AddForeignKey
ALTER TABLE "roll_call" ADD CONSTRAINT "roll_call_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge_recipient" ADD CONSTRAINT "nudge_recipient_nudge_id_fkey" FOREIGN KEY ("nudge_id") REFERENCES "nudge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert on roll_call, nudge, nudge_recipient to gonogo_app;
    revoke update, delete on roll_call, nudge, nudge_recipient from gonogo_app;
    grant update (closed_by_id, closed_at) on roll_call to gonogo_app;
    grant update (seen_at) on nudge_recipient to gonogo_app;
  end if;
end $$;
