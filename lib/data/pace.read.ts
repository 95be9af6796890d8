import { type Pace, paceOf, type TimedItem } from "@/lib/domain/pace";
import { accept, type Result } from "@/lib/domain/refusal";
import { indexDocument } from "@/lib/domain/template-tree";
import { workCalendar } from "@/lib/domain/work-calendar";
import type { WorkingHours } from "@/lib/domain/working-hours";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { scopeRun } from "./run-scope.read";
import { publishedVersion } from "./template-document.read";

const lastRuns = 20;

/** From the last start of an item to the end that followed it: what was left and begun again counts from the new start. */
const timedItems = `
  with past as (
    select r.id, r.template_version_id, r.closed_at,
      case when not r.round_the_clock then w.working_hours end as hours
    from run r join workspace w on w.id = r.workspace_id join template_version v on v.id = r.template_version_id
    where r.workspace_id = $1 and v.template_id = $2 and r.closed_at is not null and not r.rehearsal
    order by r.closed_at desc, r.id desc limit $3
  ), moves as (
    select p.id, e.body::jsonb -> 'subject' ->> 'key' as key, e.at, e.seq,
      e.body::jsonb -> 'change' -> 'state' ->> 'to' as state
    from past p join audit_entry e on e.chain_id = p.id
    where e.body like '%"action":"item.%' and e.body like '%"state":{%'
  ), spans as (
    select id, key, state, at, lag(state) over each as before, lag(at) over each as started_at
    from moves window each as (partition by id, key order by seq)
  )
  select p.id as "runId", p.template_version_id as "versionId", p.hours, s.key,
    iso_time(s.started_at) as "startedAt", iso_time(s.at) as "doneAt"
  from spans s join past p on p.id = s.id
  where s.before = 'in_progress' and s.state in ('passed', 'warned')
  order by p.closed_at desc, p.id, s.at`;

type TimedRow = {
  runId: string;
  versionId: string;
  hours: WorkingHours | null;
  key: string;
  startedAt: string;
  doneAt: string;
};

/** How the last closed runs of a run's template went against their estimates; null where too few were timed. */
export async function readPace(ctx: Context, runId: string): Promise<Result<Pace | null>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const values = [ctx.actor.workspaceId, scope.value.version.templateId, lastRuns];
  const rows = await queryPrepared<TimedRow>(ctx.db, "timed items", timedItems, values);
  const timed = await Promise.all(
    rows.map(async ({ runId, versionId, hours, key, startedAt, doneAt }): Promise<TimedItem> => {
      const { leafByKey } = indexDocument((await publishedVersion(ctx.db, versionId)).document);
      const actual = workCalendar(hours).workedBetween(Date.parse(startedAt), Date.parse(doneAt));
      return { runId, estimate: leafByKey.get(key)?.estimate ?? 0, actual };
    }),
  );
  return accept(paceOf(timed));
}
