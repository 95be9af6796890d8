import { may } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import type { DraftInput } from "@/lib/domain/template-draft";
import { scanSecrets } from "@/lib/secret/secret-scan";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { Prisma } from "./generated/client";
import { freshActor } from "./membership.read";
import { previewTemplate } from "./template.write";
import { draftForbidden, draftNotFound, overtaken, readDraftHead } from "./template-draft-head.read";
import { templateNotFound } from "./template-scope.read";
import { transact } from "./transact";

/** Either what was imported, or the document as the editor has it. */
export type DraftContent = { input: DraftInput } | { document: TemplateDocument };
export type SavedDraft = { id: string; version: number; savedAt: string };
/** The run that a change of a draft was learned in, for the history. */
export type LearnedIn = { run: string; took: string[] };

/** Begins a draft: of a new template, or of the next version of one, which has no other draft then. */
export async function createDraft(
  ctx: Context,
  content: DraftContent,
  of?: { templateId: string; baseVersion: number } | undefined,
  learned?: LearnedIn | undefined,
): Promise<Result<SavedDraft>> {
  const { workspaceId, person } = ctx.actor;
  if (of) {
    const template = await ctx.db.template.findFirst({ where: { id: of.templateId, workspaceId, retiredAt: null } });
    if (!template) return templateNotFound;
  }
  if (!person || !may(ctx.actor, "template.write")) return draftForbidden;
  const ready = await readyContent(ctx, content, of?.templateId);
  if (!ready.ok) return ready;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return draftForbidden;
    if (of) {
      // The row lock lets one of two first saves through; the other sees whose draft there is.
      const locked = await tx.$queryRaw<unknown[]>`
        select 1 from template where id = ${of.templateId} and workspace_id = ${workspaceId} and retired_at is null for update`;
      if (locked.length === 0) return templateNotFound;
      const other = await readDraftHead(tx, workspaceId, { templateId: of.templateId });
      if (other) return overtaken(other);
    }
    const draft = await tx.templateDraft.create({
      data: {
        workspaceId,
        templateId: of?.templateId ?? null,
        baseVersion: of?.baseVersion ?? null,
        ...ready.value,
        createdById: person.id,
        createdAt: ctx.now,
        savedById: person.id,
        savedAt: ctx.now,
      },
      select: { id: true, version: true },
    });
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.draft_begun",
      subject: { kind: "template", key: of?.templateId ?? draft.id },
      change: { draft: draft.id, title: ready.value.title, ...learned },
    });
    return accept({ ...draft, savedAt: ctx.now.toISOString() });
  });
}

/**
 * Saves a draft on the version it was made from; a newer one is a conflict that says whose it is. The history tells when
 * a draft changes hands, not each save of somebody who types.
 */
export async function saveDraft(
  ctx: Context,
  draftId: string,
  content: DraftContent,
  version: number,
  learned?: LearnedIn | undefined,
): Promise<Result<SavedDraft>> {
  const { workspaceId, person } = ctx.actor;
  const known = await ctx.db.templateDraft.findFirst({
    where: { id: draftId, workspaceId },
    select: { templateId: true },
  });
  if (!known) return draftNotFound;
  if (!person || !may(ctx.actor, "template.write")) return draftForbidden;
  const ready = await readyContent(ctx, content, known.templateId ?? undefined);
  if (!ready.ok) return ready;
  return transact(ctx, async (tx) => {
    if (!may(await freshActor(tx, ctx.actor), "template.write")) return draftForbidden;
    const before = await tx.templateDraft.findFirst({
      where: { id: draftId, workspaceId },
      select: { savedById: true },
    });
    const { count } = await tx.templateDraft.updateMany({
      where: { id: draftId, workspaceId, version },
      data: { ...ready.value, version: { increment: 1 }, savedById: person.id, savedAt: ctx.now },
    });
    if (count === 0) {
      const head = await readDraftHead(tx, workspaceId, { id: draftId });
      return head ? overtaken(head) : draftNotFound;
    }
    if (learned || (before && before.savedById !== person.id))
      await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
        action: learned ? "template.draft_improved" : "template.draft_taken_over",
        subject: { kind: "template", key: known.templateId ?? draftId },
        change: { draft: draftId, title: ready.value.title, version: version + 1, ...learned },
      });
    return accept({ id: draftId, version: version + 1, savedAt: ctx.now.toISOString() });
  });
}

/** As the row keeps it. A text that can't be read is refused here rather than when somebody opens the draft. */
async function readyContent(ctx: Context, content: DraftContent, templateId: string | undefined) {
  if ("document" in content)
    return accept({ title: content.document.title, document: content.document as Prisma.InputJsonValue });
  const preview = await previewTemplate(ctx, { ...content.input, templateId });
  if (!preview.ok) return preview;
  const { markdown } = content.input;
  // What is to be masked isn't kept in the draft either.
  const kept = content.input.maskSecrets ? (await scanSecrets(markdown)).masked : markdown;
  const input = JSON.parse(JSON.stringify({ ...content.input, markdown: kept })) as Prisma.InputJsonObject;
  return accept({ title: preview.value.title, input, document: Prisma.DbNull });
}
