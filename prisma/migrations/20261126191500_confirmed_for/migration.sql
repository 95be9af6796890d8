-- AlterTable
ALTER TABLE "confirmation" ADD COLUMN     "revision" INTEGER,
ADD COLUMN     "terms" JSONB;
