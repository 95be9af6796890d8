import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import type { SavedViewRow } from "./saved-view.read";
import { transact } from "./transact";

const mostViews = 100;
const notFound = refuse("not_found", "There is nothing here, or you may not see it.");

/** Keeps a way to look at the dashboard, for oneself or for everybody; the same name of one's own is replaced. */
export async function saveView(
  ctx: Context,
  { name, query, shared }: Pick<SavedViewRow, "name" | "query" | "shared">,
): Promise<Result<SavedViewRow>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { person, workspaceId } = actor;
    if (!person || !may(actor, "view.own")) return refuse("forbidden", "Sign in to save a view.");
    const own = { workspaceId, personId: person.id };
    const before = await tx.savedView.findFirst({ where: { ...own, name }, select: { id: true } });
    if (!before && (await tx.savedView.count({ where: own })) >= mostViews) {
      return refuse("conflict", `You have ${mostViews} views. Delete one first.`);
    }
    const { id } = before
      ? await tx.savedView.update({ where: { id: before.id }, data: { query, shared }, select: { id: true } })
      : await tx.savedView.create({
          data: { ...own, name, query, shared, createdAt: ctx.now },
          select: { id: true },
        });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "view.saved",
      subject: { kind: "view", key: id },
      change: { name, query, shared },
    });
    return accept({ id, name, query, shared, mine: true });
  });
}

/** One's own; one that is shared with everybody also by an admin. */
export async function removeView(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { person, workspaceId } = actor;
    const view = await tx.savedView.findFirst({
      where: { id, workspaceId, OR: [{ personId: person?.id ?? "" }, { shared: true }] },
    });
    if (!view || actor.roles.length === 0) return notFound;
    const mine = view.personId === person?.id && may(actor, "view.own");
    if (!mine && !may(actor, "workspace.edit"))
      return refuse("forbidden", "Whoever shared this view, or an admin, deletes it.");
    await tx.savedView.delete({ where: { id } });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "view.removed",
      subject: { kind: "view", key: id },
      change: { name: view.name },
    });
    return accept(null);
  });
}
