import { may } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { type DraftInput, draftInputSchema } from "@/lib/domain/template-draft";
import { type Author, readAuthors } from "./author.read";
import type { Context } from "./context";
import { decodeCursor, type Page, type PageInput, pageOf, timeCursorSchema } from "./page";
import { previewTemplate } from "./template.write";
import { type DraftHead, draftForbidden, draftNotFound, readDraftHead } from "./template-draft-head.read";

export type DraftSummary = {
  id: string;
  title: string;
  /** What it becomes the next version of; null for a new template. */
  template: { id: string; title: string } | null;
  baseVersion: number | null;
  /** True once the editor changed it: the text it was imported from says no longer what it is. */
  edited: boolean;
  version: number;
  savedAt: string;
  savedBy: Author;
  createdBy: Author;
};

export type DraftDetail = DraftSummary & { input: DraftInput | null; document: TemplateDocument };

const summary = {
  id: true,
  title: true,
  template: { select: { id: true, title: true } },
  baseVersion: true,
  version: true,
  savedAt: true,
  savedById: true,
  createdById: true,
} as const;

/** The drafts of the workspace, the last saved first. */
export async function listDrafts(ctx: Context, page: PageInput): Promise<Result<Page<DraftSummary>>> {
  if (!may(ctx.actor, "template.write")) return draftForbidden;
  const after = decodeCursor(page.cursor, timeCursorSchema);
  if (!after.ok) return after;
  const [time, id] = after.value ?? [];
  const { workspaceId } = ctx.actor;
  const rows = await ctx.db.templateDraft.findMany({
    where: {
      workspaceId,
      ...(time && id ? { OR: [{ savedAt: { lt: time } }, { savedAt: time, id: { lt: id } }] } : {}),
    },
    orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
    select: summary,
  });
  const edited = await editedOf(ctx, rows);
  const authors = await readAuthors(
    ctx.db,
    rows.flatMap((row) => [row.savedById, row.createdById]),
  );
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.savedAt.toISOString(), row.id],
      (row) => summaryOf(row, edited.has(row.id), authors),
    ),
  );
}

/** Which of them have a document of their own; the documents themselves are large and stay where they are. */
async function editedOf(ctx: Context, rows: readonly { id: string }[]): Promise<Set<string>> {
  const found = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from template_draft
    where workspace_id = ${ctx.actor.workspaceId} and id = any(${rows.map(({ id }) => id)}) and document is not null`;
  return new Set(found.map(({ id }) => id));
}

export async function readDraft(ctx: Context, draftId: string): Promise<Result<DraftDetail>> {
  return readOne(ctx, { id: draftId });
}

/** The draft of a template's next version; null when there is none. */
export async function readDraftOf(ctx: Context, templateId: string): Promise<Result<DraftDetail | null>> {
  const draft = await readOne(ctx, { templateId });
  return !draft.ok && draft.code === "not_found" ? accept(null) : draft;
}

/** Where the draft of a template stands; null when there is none, or for whoever may not know. */
export async function draftHeadOf(ctx: Context, templateId: string): Promise<DraftHead | null> {
  if (!may(ctx.actor, "template.write")) return null;
  return readDraftHead(ctx.db, ctx.actor.workspaceId, { templateId });
}

async function readOne(ctx: Context, which: { id: string } | { templateId: string }): Promise<Result<DraftDetail>> {
  const row = await ctx.db.templateDraft.findFirst({
    where: { ...which, workspaceId: ctx.actor.workspaceId },
    select: { ...summary, input: true, document: true },
  });
  if (!row) return draftNotFound;
  if (!may(ctx.actor, "template.write")) return draftForbidden;
  const input = row.input === null ? null : draftInputSchema.parse(row.input);
  const document = row.document === null ? null : templateDocumentSchema.parse(row.document);
  const read = document ? accept(document) : await documentOf(ctx, input, row.template?.id);
  if (!read.ok) return read;
  const authors = await readAuthors(ctx.db, [row.savedById, row.createdById]);
  return accept({ ...summaryOf(row, document !== null, authors), input, document: read.value });
}

async function documentOf(
  ctx: Context,
  input: DraftInput | null,
  templateId: string | undefined,
): Promise<Result<TemplateDocument>> {
  if (!input) throw new Error("A draft holds a text or a document.");
  const preview = await previewTemplate(ctx, { ...input, templateId });
  if (!preview.ok) return preview;
  if (!preview.value.document) throw new Error("A preview carries its document.");
  return accept(preview.value.document);
}

type Row = {
  id: string;
  title: string;
  template: { id: string; title: string } | null;
  baseVersion: number | null;
  version: number;
  savedAt: Date;
  savedById: string;
  createdById: string;
};

function summaryOf(row: Row, edited: boolean, authors: (id: string) => Author): DraftSummary {
  const { id, title, template, baseVersion, version } = row;
  return {
    id,
    title,
    template,
    baseVersion,
    edited,
    version,
    savedAt: row.savedAt.toISOString(),
    savedBy: authors(row.savedById),
    createdBy: authors(row.createdById),
  };
}
