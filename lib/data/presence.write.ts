import { presenceSeconds } from "@/lib/domain/presence";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { scopeRun } from "./run-scope.read";

export type PresenceInput = { connection: string; itemKey: string | null };

/** Notes that somebody has the run open in one window; not part of the history. Somebody else's window isn't taken over. */
export async function announcePresence(ctx: Context, runId: string, input: PresenceInput): Promise<Result<null>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const { person } = ctx.actor;
  if (!person) return refuse("forbidden", "Only people are present; a machine token isn't one.");
  const gone = new Date(ctx.now.getTime() - 10 * presenceSeconds * 1000);
  await ctx.db.$executeRaw`
    with swept as (delete from presence where run_id = ${runId} and seen_at < ${gone})
    insert into presence (run_id, connection_id, person_id, item_key, seen_at)
    values (${runId}, ${input.connection}, ${person.id}, ${input.itemKey}, ${ctx.now})
    on conflict (run_id, connection_id) do update set item_key = excluded.item_key, seen_at = excluded.seen_at
      where presence.person_id = excluded.person_id`;
  return accept(null);
}
