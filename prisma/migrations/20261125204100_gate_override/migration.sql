-- CreateTable
CREATE TABLE "gate_override" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "gate_key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "overridden" JSONB NOT NULL,
    "artefact" JSONB,
    "environment" TEXT NOT NULL,
    "statement" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "scope_digest" TEXT NOT NULL,
    "leaves" JSONB NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by_id" TEXT NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "asked_as" TEXT NOT NULL,
    "asked_method" TEXT,
    "asked_proof" JSONB,
    "asked_at" TIMESTAMPTZ(3),
    "confirmed_by_id" TEXT,
    "confirmed_by_name" TEXT,
    "confirmed_as" TEXT,
    "confirmed_method" TEXT,
    "confirmed_proof" JSONB,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended" TEXT,
    "ended_by_id" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "reviewed_by_id" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_note" TEXT,

    CONSTRAINT "gate_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gate_override_run_id_gate_key_idx" ON "gate_override"("run_id", "gate_key");

-- AddForeignKey
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One person is never both, whatever the code says; what somebody signed is not written again.
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_two_people" CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> asked_by_id);
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_lead_and_admin" CHECK (
  asked_as IN ('lead', 'admin') AND (confirmed_as IS NULL OR (confirmed_as IN ('lead', 'admin') AND confirmed_as <> asked_as))
);

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert on gate_override to gonogo_app;
    revoke update, delete on gate_override from gonogo_app;
    grant update (failures, expires_at, asked_as, asked_method, asked_proof, asked_at, confirmed_by_id, confirmed_by_name, confirmed_as,
      confirmed_method, confirmed_proof, confirmed_at, ended, ended_by_id, ended_at, end_reason,
      reviewed_by_id, reviewed_at, review_note) on gate_override to gonogo_app;
  end if;
end $$;
