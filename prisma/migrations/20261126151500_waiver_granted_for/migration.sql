-- AlterTable
ALTER TABLE "waiver" ADD COLUMN     "granted_for" JSONB;

-- Of those in force, what failed or was blocked before the grant and still is was what was accepted.
update waiver w set granted_for = jsonb_build_object(
  'state', case when i.state = 'failed' and i.changed_at > w.granted_at then 'open' else i.state end,
  'blocked', i.blocked_since is not null and i.blocked_since <= w.granted_at,
  'revision', i.revision)
from run_item i
where i.run_id = w.run_id and i.key = w.item_key and w.kind = 'waiver' and w.granted_at is not null and w.revoked_at is null;
