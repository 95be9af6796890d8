import { followUps } from "@/lib/domain/follow-ups";
import type { FollowUpRow } from "@/lib/domain/go-live-rows";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { findMember } from "./roster.read";
import { changeRun, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** To a person (a mail address), who has to accept, or to where it goes on under a link. */
export type HandOverInput = {
  items: readonly string[];
  to?: string | undefined;
  link?: string | undefined;
  note?: string | undefined;
};

type Answer = Promise<Result<{ followUps: FollowUpRow[] }>>;

/** Hands follow-ups over, all or none; another hand-over of the same one takes the place of the first. */
export async function handOverFollowUps(ctx: Context, runId: string, input: HandOverInput): Answer {
  return changeRun(ctx, runId, "item.tick", async (tx, { run }) => {
    const { person } = ctx.actor;
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!person || !snapshot) return runNotFound;
    if ((input.to === undefined) === (input.link === undefined)) {
      const message = "Name the person who takes it over, or the link under which it goes on.";
      return refuse("invalid_input", message, { problems: [{ path: "to", message }] });
    }
    const to = input.to === undefined ? null : await findMember(tx, run.workspaceId, input.to);
    if (input.to !== undefined && !to) {
      const message = `${input.to} is nobody of this workspace who can take it over.`;
      return refuse("invalid_input", message, { problems: [{ path: "to", message }] });
    }
    const open = new Map(
      followUps(readRun(snapshot, ctx.now.toISOString())).map((each) => [each.standing.leaf.key, each]),
    );
    for (const itemKey of new Set(input.items)) {
      const found = open.get(itemKey);
      if (!found)
        return refuse("invalid_input", "Only follow-ups are handed over: items of what comes after, with a time.");
      if (found.status === "done") return refuse("already_done", `${found.standing.leaf.title} is done.`);
      const data = {
        toId: to?.id ?? null,
        link: input.link ?? null,
        note: reasonIn(input.note),
        byId: person.id,
        at: ctx.now,
        // Who takes it upon themselves needs nobody to ask them.
        acceptedAt: to?.id === person.id ? ctx.now : null,
      };
      await tx.followUpHandover.upsert({
        where: { runId_itemKey: { runId, itemKey } },
        create: { runId, itemKey, ...data },
        update: data,
      });
      await audit(tx, ctx, runId, "handed_over", itemKey, { to: data.toId, link: data.link }, data.note ?? undefined);
    }
    return accept(await rowsOf(tx, runId));
  });
}

/** Whoever they were handed to takes them over; also after the run was closed. */
export async function acceptFollowUps(ctx: Context, runId: string, items: readonly string[]): Answer {
  return answer(ctx, runId, async (tx, personId) => {
    for (const itemKey of new Set(items)) {
      const row = await tx.followUpHandover.findUnique({ where: { runId_itemKey: { runId, itemKey } } });
      if (!row) return refuse("invalid_input", "This follow-up was not handed over.");
      if (row.toId !== personId) return refuse("forbidden", "Only who it was handed to takes it over.");
      if (row.acceptedAt) continue;
      await tx.followUpHandover.update({ where: { runId_itemKey: { runId, itemKey } }, data: { acceptedAt: ctx.now } });
      await audit(tx, ctx, runId, "accepted", itemKey, { from: row.byId });
    }
    return accept(await rowsOf(tx, runId));
  });
}

/** Back into the run: its giver or the lead takes it back, or who it was handed to declines. */
export async function takeBackFollowUps(ctx: Context, runId: string, items: readonly string[]): Answer {
  return changeRun(ctx, runId, "handover.answer", async (tx, { run }) => {
    const { person } = ctx.actor;
    if (!person) return runNotFound;
    for (const itemKey of new Set(items)) {
      const row = await tx.followUpHandover.findUnique({ where: { runId_itemKey: { runId, itemKey } } });
      if (!row) continue;
      if (![run.leadId, row.byId, row.toId].includes(person.id)) {
        return refuse("forbidden", "Who handed it over, who it was handed to, or the lead takes it back.");
      }
      await tx.followUpHandover.delete({ where: { runId_itemKey: { runId, itemKey } } });
      await audit(tx, ctx, runId, "taken_back", itemKey, { to: row.toId, link: row.link });
    }
    return accept(await rowsOf(tx, runId));
  });
}

function answer(ctx: Context, runId: string, work: (tx: Transaction, personId: string) => Answer): Answer {
  const options = { closed: true };
  return changeRun(
    ctx,
    runId,
    "handover.answer",
    (tx) => (ctx.actor.person ? work(tx, ctx.actor.person.id) : Promise.resolve(runNotFound)),
    options,
  );
}

function audit(
  tx: Transaction,
  ctx: Context,
  runId: string,
  what: "handed_over" | "accepted" | "taken_back",
  item: string,
  change: Record<string, unknown>,
  text?: string,
) {
  return auditRun(tx, ctx.actor, runId, ctx.now, {
    action: `follow_up.${what}`,
    subject: { kind: "follow_up", key: item, item },
    change,
    text,
  });
}

async function rowsOf(tx: Transaction, runId: string): Promise<{ followUps: FollowUpRow[] }> {
  const rows = await tx.followUpHandover.findMany({ where: { runId }, orderBy: { itemKey: "asc" } });
  return {
    followUps: rows.map(({ runId: _, at, acceptedAt, ...row }) => ({
      ...row,
      at: at.toISOString(),
      acceptedAt: acceptedAt?.toISOString() ?? null,
    })),
  };
}
