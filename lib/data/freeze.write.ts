import type { FreezeWindow } from "@/lib/domain/freeze";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace, prepareAudit } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { type FreezeRow, freezeRow } from "./freeze.read";
import { freshActor } from "./membership.read";
import { transact } from "./transact";

export type FreezeInput = Omit<FreezeWindow, "id">;

const notFound = refuse("not_found", "There is nothing here, or you may not see it.");
const adminsOnly = refuse("forbidden", "Only admins change freeze windows, signed in.");

/** From its first moment to its last, runs of its environments get no GO; nothing has to run for that. */
export async function makeFreeze(ctx: Context, input: FreezeInput): Promise<Result<FreezeRow>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    if (!actor.person || !may(actor, "freeze.edit")) return adminsOnly;
    const wrong = problemOf(input);
    if (wrong) return wrong;
    const { workspaceId, person } = actor;
    const row = await tx.freezeWindow.create({
      data: { workspaceId, ...input, createdById: person.id, createdAt: ctx.now },
    });
    await tell(tx, { ...ctx, actor }, "freeze.made", row.id, { ...input }, input.environments);
    return accept(freezeRow(row, person.name));
  });
}

/** Changes what is named; `version` is the one it was decided on. */
export async function changeFreeze(
  ctx: Context,
  id: string,
  { version, ...change }: Partial<FreezeInput> & { version: number },
): Promise<Result<FreezeRow>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const before = await findFreeze(tx, actor.workspaceId, id);
    if (!before) return notFound;
    if (!may(actor, "freeze.edit")) return adminsOnly;
    const maker = await tx.person.findUnique({ where: { id: before.createdById }, select: { name: true } });
    const was = freezeRow(before, maker?.name ?? "");
    if (before.version !== version) {
      return refuse("conflict", "Somebody changed this freeze meanwhile. Look at it again.", { current: was });
    }
    const { startsAt, endsAt, reason, environments } = { ...was, ...change };
    const next = { startsAt, endsAt, reason, environments };
    const wrong = problemOf(next);
    if (wrong) return wrong;
    const row = await tx.freezeWindow.update({
      where: { id, version },
      data: { ...next, version: { increment: 1 } },
    });
    const moved = Object.fromEntries(
      Object.entries(next).flatMap(([field, to]) => {
        const from = was[field as keyof FreezeInput];
        return String(from) === String(to) ? [] : [[field, { from, to }]];
      }),
    );
    const either = was.environments.length === 0 || environments.length === 0;
    const all = either ? [] : [...was.environments, ...environments];
    await tell(tx, { ...ctx, actor }, "freeze.changed", id, moved, all);
    return accept(freezeRow(row, was.createdBy));
  });
}

/** Takes a freeze away; what it kept from GO is judged without it from then on. */
export async function removeFreeze(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const before = await findFreeze(tx, actor.workspaceId, id);
    if (!before) return notFound;
    if (!may(actor, "freeze.edit")) return adminsOnly;
    await tx.freezeWindow.update({ where: { id }, data: { removedAt: ctx.now } });
    await tell(tx, { ...ctx, actor }, "freeze.removed", id, { reason: before.reason }, before.environments);
    return accept(null);
  });
}

function findFreeze(tx: Transaction, workspaceId: string, id: string) {
  return tx.freezeWindow.findFirst({ where: { id, workspaceId, removedAt: null } });
}

const longestDays = 366;

function problemOf({ startsAt, endsAt }: FreezeInput) {
  const milliseconds = Date.parse(endsAt) - Date.parse(startsAt);
  const message =
    milliseconds <= 0
      ? "A freeze ends after it begins."
      : milliseconds > longestDays * 86_400_000
        ? `A freeze lasts ${longestDays} days at the most. Make another one for what comes after.`
        : null;
  return message === null ? null : refuse("invalid_input", message, { problems: [{ path: "endsAt", message }] });
}

/**
 * One entry for the workspace and one for every open run the freeze stands against or stood: their histories say it,
 * what was computed of them counts no more, and whoever looks at them sees it at once.
 */
async function tell(
  tx: Transaction,
  ctx: Context,
  action: string,
  id: string,
  change: Record<string, unknown>,
  environments: readonly string[],
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const entry = { action, subject: { kind: "freeze" as const, key: id }, change };
  await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, entry);
  const { body } = prepareAudit(ctx.actor, entry);
  const names = environments.map((name) => name.trim().toLowerCase());
  await tx.$queryRaw`
    select count(append_audit('run', r.id, ${ctx.now}, ${body}, null, null)) from (
      select id from run where workspace_id = ${workspaceId} and closed_at is null and not rehearsal
        and (${names.length} = 0 or lower(btrim(environment)) = any(${names}::text[]))
      order by id) r`;
}
