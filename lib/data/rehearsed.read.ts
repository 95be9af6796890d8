import { may } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import { type Rehearsed, rehearsedIn } from "@/lib/domain/rehearsed";
import { timesTaken } from "@/lib/domain/run-review";
import { readRun } from "@/lib/domain/run-state";
import type { Context } from "./context";
import { readSnapshot } from "./run-snapshot.read";
import { type PublishedVersion, publishedVersion } from "./template-document.read";
import { templateNotFound } from "./template-scope.read";
import { readTold } from "./told.read";

/** One in which nobody started anything tells nothing: then the one before it is looked at. */
const lookedAt = 5;

/** What the last rehearsal of a template that was played to its end took, for a version of it; null where none tells anything. */
export async function findRehearsed(
  ctx: Context,
  { templateId, document }: Pick<PublishedVersion, "templateId" | "document">,
): Promise<Rehearsed | null> {
  const { workspaceId } = ctx.actor;
  const runs = await ctx.db.run.findMany({
    where: {
      workspaceId,
      rehearsal: true,
      closedAt: { not: null },
      OR: [{ outcome: null }, { outcome: { not: "aborted" } }],
      templateVersion: { templateId },
    },
    orderBy: [{ closedAt: "desc" }, { id: "desc" }],
    take: lookedAt,
    select: { id: true },
  });
  for (const { id } of runs) {
    const snapshot = await readSnapshot(ctx.db, workspaceId, id);
    if (!snapshot) continue;
    const state = readRun(snapshot, ctx.now.toISOString());
    const found = rehearsedIn(document, state, timesTaken(state, await readTold(ctx.db, id)));
    if (found) return found;
  }
  return null;
}

/** The same for whoever is about to start a run of that version. */
export async function readRehearsed(
  ctx: Context,
  templateId: string,
  number: number,
): Promise<Result<Rehearsed | null>> {
  const found = await ctx.db.templateVersion.findFirst({
    where: { templateId, number, template: { workspaceId: ctx.actor.workspaceId } },
    select: { id: true },
  });
  if (!found || !may(ctx.actor, "template.read")) return templateNotFound;
  return accept(await findRehearsed(ctx, await publishedVersion(ctx.db, found.id)));
}
