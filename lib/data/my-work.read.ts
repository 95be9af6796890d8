import { type RunWork, sortWork, type WorkLine, workIn } from "@/lib/domain/my-work";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { readActionsOwed } from "./review-note.read";
import { readSnapshots } from "./run-snapshot.read";

/** What all open runs ask of the caller, each list in the order to work in. */
export type MyWork = { [part in keyof RunWork]: WorkLine[] } & {
  asOf: string;
  /** Runs looked at; more than `runs` wait behind them, their targets later. */
  runs: number;
  more: number;
};

const mostRuns = 60;
const batch = 20;
const mostFree = 10;

/**
 * Runs somebody leads, fills a role in, signs for somebody in or was asked to, has an item or a shift of, is handed a
 * shift of, or owes a condition to; `$3` now.
 */
export const theirRuns = `
  select r.id from run r
  where r.workspace_id = $1 and (
    (r.closed_at is null and (r.lead_id = $2
      or exists (select from roster_entry e where e.run_id = r.id and e.person_id = $2)
      or exists (select from delegation d where d.run_id = r.id and d.to_id = $2 and d.revoked_at is null and d.until > $3)
      or exists (select from rota_shift s where s.run_id = r.id and s.person_id = $2)
      or exists (select from shift_handover h where h.run_id = r.id and h.to_id = $2 and h.accepted_at is null)
      or exists (select from run_item i where i.run_id = r.id and i.assignee_id = $2)))
    or exists (select from follow_up_handover f where f.run_id = r.id and f.to_id = $2 and f.accepted_at is null)
    or exists (select from condition k join signature s on s.id = k.signature_id
      where s.run_id = r.id and k.done_at is null and coalesce(k.owner_id, s.person_id) = $2))
  order by r.rehearsal, r.closed_at nulls first, r.target_at nulls last, r.id`;

export async function readMyWork(ctx: Context): Promise<Result<MyWork>> {
  const { person, workspaceId } = ctx.actor;
  if (!person || !may(ctx.actor, "run.read"))
    return refuse("forbidden", "Work is a person's. Sign in, or use a personal token.");
  const now = ctx.now.toISOString();
  const rows = await queryPrepared<{ id: string }>(ctx.db, "their runs", theirRuns, [workspaceId, person.id, ctx.now]);
  const ids = rows.slice(0, mostRuns).map(({ id }) => id);
  const all: RunWork = { now: [], sign: [], conditions: [], later: [], free: [] };
  for (let from = 0; from < ids.length; from += batch) {
    for (const snapshot of await readSnapshots(ctx.db, workspaceId, ids.slice(from, from + batch))) {
      const work = workIn(snapshot, person.id, now);
      for (const part of Object.keys(all) as (keyof RunWork)[]) all[part].push(...work[part]);
    }
  }
  return accept({
    asOf: now,
    runs: ids.length,
    more: rows.length - ids.length,
    now: sortWork([...all.now, ...(await readActionsOwed(ctx))]),
    sign: sortWork(all.sign),
    conditions: sortWork(all.conditions),
    later: sortWork(all.later),
    free: sortWork(all.free).slice(0, mostFree),
  });
}
