import { readAuthors } from "./author.read";
import type { Context } from "./context";

export type MyNudge = {
  id: string;
  runId: string;
  run: string /** Null where the work they hold up is asked for, not their signature. */;
  gateKey: string | null;
  by: string;
  at: string;
};

const newestFirst = { at: "desc" } as const;

/** What the person is asked for and hasn't answered, in runs that are open; the newest of each run. */
export async function readMyNudges(ctx: Context): Promise<MyNudge[]> {
  const { person, workspaceId } = ctx.actor;
  if (!person || ctx.actor.roles.length === 0) return [];
  const rows = await ctx.db.nudge.findMany({
    where: {
      recipients: { some: { personId: person.id, seenAt: null } },
      run: { workspaceId, closedAt: null },
    },
    orderBy: newestFirst,
    take: 10,
    select: {
      id: true,
      runId: true,
      gateKey: true,
      signoffKey: true,
      byId: true,
      at: true,
      run: { select: { name: true } },
    },
  });
  const people = await readAuthors(
    ctx.db,
    rows.map(({ byId }) => byId),
  );
  return rows.map(({ id, runId, gateKey, signoffKey, byId, at, run }) => ({
    id,
    runId,
    run: run.name,
    gateKey: signoffKey === null ? null : gateKey,
    by: people(byId).name,
    at: at.toISOString(),
  }));
}
