-- A signer's role handed on for one run, and whose authority a signature was given with.
-- AlterTable
ALTER TABLE "signature" ADD COLUMN     "delegation" JSONB;

-- CreateTable
CREATE TABLE "delegation" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" TEXT,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "delegation_run_id_idx" ON "delegation"("run_id");

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who gave what to whom is not rewritten: it is accepted and taken back.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert on delegation to gonogo_app;
    grant update (accepted_at, revoked_at, revoked_by_id) on delegation to gonogo_app;
  end if;
end $$;
