-- AlterTable
ALTER TABLE "ceremony" ADD COLUMN     "proven_at" TIMESTAMPTZ(3),
ADD COLUMN     "proven_session_id" TEXT;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "by_group" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "federated_identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "federated_identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "federated_identity_person_id_issuer_key" ON "federated_identity"("person_id", "issuer");

-- AddForeignKey
ALTER TABLE "federated_identity" ADD CONSTRAINT "federated_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- The app's role: an identity is unlinked, never moved to somebody else.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, delete on federated_identity to gonogo_app;
    grant update (last_used_at) on federated_identity to gonogo_app;
  end if;
end $$;
