-- AlterTable
ALTER TABLE "run_item" ADD COLUMN     "blocked_link" TEXT;
