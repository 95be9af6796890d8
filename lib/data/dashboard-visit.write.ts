import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import {
  type Seen,
  seenOf,
  type VisitChange,
  type VisitEntry,
  visitChanges,
  visitEndsMinutes,
} from "@/lib/domain/visit";
import type { Context } from "./context";
import { readOpenSummaries } from "./dashboard.read";
import { listHistory } from "./history.read";

/** Since when, and what changed; `since` is null on the first visit, when everything is new. */
export type DashboardVisit = { since: string | null; changes: VisitChange[]; more: number };

const mostTold = 30;
const actions = ["run", "gate", "signature", "trigger", "freeze"];
const pages = 5;

/**
 * Opens a visit or goes on with it: keeps what the caller sees now, and tells what changed since the end of the visit
 * before. Whoever looks again within the hour is told of the same. Like presence it says only who looked: no audit.
 */
export async function visitDashboard(ctx: Context): Promise<Result<DashboardVisit>> {
  const { person, workspaceId } = ctx.actor;
  if (!person || !may(ctx.actor, "view.own")) return refuse("forbidden", "Sign in: a token has no visits.");
  const open = await readOpenSummaries(ctx);
  if (!open.ok) return open;
  const real = open.value.filter(({ rehearsal }) => !rehearsal);
  const key = { workspaceId_personId: { workspaceId, personId: person.id } };
  const before = await ctx.db.dashboardVisit.findUnique({ where: key });
  const ended = before !== null && ctx.now.getTime() - before.lastAt.getTime() > visitEndsMinutes * 60_000;
  const last = { lastAt: ctx.now, last: seenOf(real) };
  const from = ended ? { baseAt: before.lastAt, base: before.last ?? {} } : {};
  await ctx.db.dashboardVisit.upsert({
    where: key,
    create: { workspaceId, personId: person.id, baseAt: ctx.now, base: last.last, ...last },
    update: { ...last, ...from },
  });
  if (!before) return accept({ since: null, changes: [], more: 0 });
  const sinceAt = ended ? before.lastAt : before.baseAt;
  const base = (ended ? before.last : before.base) as Seen;
  const changes = visitChanges(base, real, await entriesSince(ctx, sinceAt, person.id));
  const first = sinceAt.toISOString();
  return accept({ since: first, changes: changes.slice(0, mostTold), more: Math.max(0, changes.length - mostTold) });
}

/** What others did since, the newest first. */
async function entriesSince(ctx: Context, since: Date, personId: string): Promise<VisitEntry[]> {
  const entries: VisitEntry[] = [];
  const frozen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const read = await listHistory(ctx, { from: since.toISOString(), actions }, { cursor, limit: 200 });
    if (!read.ok) return entries;
    for (const { at, action, actor, run, title, change, subject } of read.value.items) {
      if (actor?.id === personId) continue;
      const freeze = subject.kind === "freeze";
      // Every run it concerns has an entry of it.
      if (freeze && frozen.has(`${subject.key} ${action}`)) continue;
      if (freeze) frozen.add(`${subject.key} ${action}`);
      entries.push({ at, action, actor: actor?.name ?? null, run: freeze ? null : run, title, change });
    }
    if (read.value.nextCursor === null) break;
    cursor = read.value.nextCursor;
  }
  return entries;
}
