import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { FeedRow } from "./calendar-feed.read";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { transact } from "./transact";

const mostFeeds = 50;

/** Stores the digest of an address at which the caller's calendar, or that of one run, can be read. */
export async function makeFeed(
  ctx: Context,
  input: { runId: string | null; tokenHash: Uint8Array<ArrayBuffer> },
): Promise<Result<FeedRow>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { person, workspaceId } = actor;
    if (!person || !may(actor, "feed.own")) return refuse("forbidden", "Calendars are a person's. Sign in.");
    const { runId, tokenHash } = input;
    const run =
      runId === null
        ? null
        : await tx.run.findFirst({ where: { id: runId, workspaceId }, select: { id: true, name: true } });
    if (runId !== null && !run) return refuse("not_found", "There is nothing here, or you may not see it.");
    const standing = await tx.calendarFeed.count({ where: { personId: person.id, workspaceId, revokedAt: null } });
    if (standing >= mostFeeds) {
      return refuse("invalid_input", `You have ${mostFeeds} calendars. Revoke one that nobody reads first.`);
    }
    const row = await tx.calendarFeed.create({
      data: { workspaceId, personId: person.id, runId, tokenHash, createdAt: ctx.now },
    });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "feed.made",
      subject: { kind: "feed", key: row.id },
      change: { run: runId },
    });
    return accept({ id: row.id, run, createdAt: row.createdAt.toISOString(), lastReadAt: null });
  });
}

/** From the next reading on the address is unknown. */
export async function revokeFeed(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { person, workspaceId } = actor;
    if (!person || !may(actor, "feed.own")) return refuse("forbidden", "Calendars are a person's. Sign in.");
    const { count } = await tx.calendarFeed.updateMany({
      where: { id, personId: person.id, workspaceId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) return refuse("not_found", "There is nothing here, or you may not see it.");
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "feed.revoked",
      subject: { kind: "feed", key: id },
    });
    return accept(null);
  });
}
