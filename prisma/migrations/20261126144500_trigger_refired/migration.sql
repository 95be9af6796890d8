-- A trigger that came true again after a monitor had seen it end.
-- AlterTable
ALTER TABLE "trigger_firing" ADD COLUMN     "reaction_from" TIMESTAMPTZ(3),
ADD COLUMN     "refired_at" TIMESTAMPTZ(3),
ADD COLUMN     "refired_by_id" TEXT;
