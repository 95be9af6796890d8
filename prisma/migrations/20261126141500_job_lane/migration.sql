-- Lanes of the queue: what hangs holds up its own lane alone.
-- AlterTable
ALTER TABLE "job" ADD COLUMN     "lane" TEXT NOT NULL DEFAULT 'rest';

-- DropIndex
DROP INDEX "job_state_run_at_idx";

-- CreateIndex
CREATE INDEX "job_state_lane_run_at_idx" ON "job"("state", "lane", "run_at");

update job set lane = 'urgent' where name in ('escalation.next', 'trigger.overdue');
update job set lane = case when kind in ('page', 'rollback') then 'urgent ' else '' end || channel
from message where job.name = 'message.send' and job.state = 'waiting' and message.id = job.payload ->> 'messageId';
