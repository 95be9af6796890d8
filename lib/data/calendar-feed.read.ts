import { calendarEvents } from "@/lib/domain/calendar-events";
import { calendarText } from "@/lib/domain/ics";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { env } from "@/lib/env";
import type { AnonymousContext, Context } from "./context";
import { queryPrepared } from "./database";
import { readRoles } from "./membership.read";
import { theirRuns } from "./my-work.read";
import { readSnapshots } from "./run-snapshot.read";

export type FeedRow = {
  id: string;
  run: { id: string; name: string } | null;
  createdAt: string;
  lastReadAt: string | null;
};

/** The calendars the caller made in this workspace and didn't revoke; never their addresses. */
export async function listFeeds(ctx: Context): Promise<Result<{ items: FeedRow[]; nextCursor: null }>> {
  const { person, workspaceId } = ctx.actor;
  if (!person || !may(ctx.actor, "feed.own")) return refuse("forbidden", "Calendars are a person's. Sign in.");
  const rows = await ctx.db.calendarFeed.findMany({
    where: { personId: person.id, workspaceId, revokedAt: null },
    include: { run: { select: { id: true, name: true } } },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const items = rows.map(({ id, run, createdAt, lastReadAt }) => ({
    id,
    run,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  }));
  return accept({ items, nextCursor: null });
}

const mostRuns = 60;
const noticeAfter = 60 * 60_000;

/**
 * What an address shows now, as text for calendar programs. It opens nothing its maker may no longer see: their roles are
 * read anew, and an address that was revoked is as unknown as one that never was.
 */
export async function readCalendar(ctx: AnonymousContext, tokenHash: Uint8Array<ArrayBuffer>): Promise<Result<string>> {
  const { db, now } = ctx;
  const unknown = refuse("not_found", "There is no calendar at this address, or no more.");
  const feed = await db.calendarFeed.findFirst({ where: { tokenHash, revokedAt: null } });
  const person = feed && (await db.person.findFirst({ where: { id: feed.personId, disabledAt: null } }));
  if (!feed || !person) return unknown;
  const { workspaceId, personId, runId } = feed;
  const roles = await readRoles(db, workspaceId, personId);
  const credential = { kind: "personal_token", tokenId: feed.id } as const;
  const { id, name, email } = person;
  if (!may({ workspaceId, person: { id, name, email }, roles, credential }, "run.read")) return unknown;
  const ids = runId === null ? await runsOf(ctx, workspaceId, personId) : [runId];
  const states = (await readSnapshots(db, workspaceId, ids)).map((snapshot) => readRun(snapshot, now.toISOString()));
  const mine = runId === null ? personId : null;
  const events = states.flatMap((state) => calendarEvents(state, env().GONOGO_URL, mine));
  const once = new Map(events.map((event) => [event.uid, event]));
  if (feed.lastReadAt === null || now.getTime() - feed.lastReadAt.getTime() > noticeAfter) {
    await db.calendarFeed.update({ where: { id: feed.id }, data: { lastReadAt: now } });
  }
  const title = runId === null ? `Gonogo: ${name}` : (states[0]?.snapshot.run.name ?? "Gonogo");
  return accept(calendarText(title, [...once.values()]));
}

async function runsOf({ db, now }: AnonymousContext, workspaceId: string, personId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(db, "their runs", theirRuns, [workspaceId, personId, now]);
  return rows.slice(0, mostRuns).map(({ id }) => id);
}
