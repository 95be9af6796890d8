-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "artefact" JSONB,
ADD COLUMN     "result" TEXT,
ALTER COLUMN "added_by_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "confirmation" (
    "run_id" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "passed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("run_id","item_key")
);

-- CreateTable
CREATE TABLE "check_report" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "score" DOUBLE PRECISION,
    "sha256" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "done" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by_id" TEXT,
    "token_id" TEXT,

    CONSTRAINT "check_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_mapping" (
    "run_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_mapping_pkey" PRIMARY KEY ("run_id","name")
);

-- CreateIndex
CREATE INDEX "check_report_run_id_at_idx" ON "check_report"("run_id", "at");

-- CreateIndex
CREATE INDEX "evidence_expires_at_idx" ON "evidence"("expires_at");

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_report" ADD CONSTRAINT "check_report_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_mapping" ADD CONSTRAINT "check_mapping_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- The app's role: reports and what a person confirmed are never taken away.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on confirmation, check_report, check_mapping to gonogo_app;
    revoke delete on confirmation, check_report from gonogo_app;
  end if;
end $$;
