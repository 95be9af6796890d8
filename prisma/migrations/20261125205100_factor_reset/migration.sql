-- AlterTable
ALTER TABLE "person" ADD COLUMN     "factors_reset_at" TIMESTAMPTZ(3),
ADD COLUMN     "factors_reset_by_id" TEXT;
