-- As what a trigger fired; rows of before count as the document has them, and as calling for rollback where it doesn't.
-- AlterTable
ALTER TABLE "trigger_firing" ADD COLUMN     "reaction" DOUBLE PRECISION,
ADD COLUMN     "tier" TEXT,
ADD COLUMN     "title" TEXT;
