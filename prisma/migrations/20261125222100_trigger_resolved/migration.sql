-- A monitor says that what fired a trigger is over; only the lead clears it.
-- AlterTable
ALTER TABLE "trigger_firing" ADD COLUMN     "resolved_at" TIMESTAMPTZ(3);
