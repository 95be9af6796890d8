-- What is watched after going live: checks that come back, shifts, hand-overs, follow-ups; calendars; time zones.
-- AlterTable
ALTER TABLE "person" ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "original_target_at" TIMESTAMPTZ(3),
ADD COLUMN     "time_zone" TEXT;

-- CreateTable
CREATE TABLE "occurrence" (
    "run_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "item_key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT,
    "measured" TEXT,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "occurrence_pkey" PRIMARY KEY ("run_id","attempt","item_key","number")
);

-- CreateTable
CREATE TABLE "occurrence_escalation" (
    "run_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "item_key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "occurrence_escalation_pkey" PRIMARY KEY ("run_id","attempt","item_key","number","step")
);

-- CreateTable
CREATE TABLE "rota_shift" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rota_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shift_handover" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "notes" TEXT NOT NULL,
    "sheet" JSONB NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "shift_handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up_handover" (
    "run_id" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "to_id" TEXT,
    "link" TEXT,
    "note" TEXT,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "follow_up_handover_pkey" PRIMARY KEY ("run_id","item_key")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "run_id" TEXT,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_read_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rota_shift_run_id_starts_at_idx" ON "rota_shift"("run_id", "starts_at");

-- CreateIndex
CREATE INDEX "rota_shift_person_id_ends_at_idx" ON "rota_shift"("person_id", "ends_at");

-- CreateIndex
CREATE INDEX "shift_handover_run_id_at_idx" ON "shift_handover"("run_id", "at");

-- CreateIndex
CREATE INDEX "follow_up_handover_to_id_idx" ON "follow_up_handover"("to_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

-- CreateIndex
CREATE INDEX "calendar_feed_person_id_workspace_id_idx" ON "calendar_feed"("person_id", "workspace_id");

-- AddForeignKey
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occurrence_escalation" ADD CONSTRAINT "occurrence_escalation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rota_shift" ADD CONSTRAINT "rota_shift_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift_handover" ADD CONSTRAINT "shift_handover_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_handover" ADD CONSTRAINT "follow_up_handover_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on occurrence, occurrence_escalation, rota_shift, shift_handover, follow_up_handover, calendar_feed to gonogo_app;
    revoke delete on occurrence, shift_handover, calendar_feed from gonogo_app;
    grant update (original_target_at, time_zone) on run to gonogo_app;
  end if;
end $$;
