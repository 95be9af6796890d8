import { type ImportCounts, importCountsSchema, type ReportEntry, reportEntrySchema } from "@/lib/domain/import-report";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { type Author, readAuthors } from "./author.read";
import type { Context } from "./context";
import { decodeCursor, type Page, type PageInput, pageOf, timeCursorSchema } from "./page";
import { publishedVersion } from "./template-document.read";
import { templateNotFound } from "./template-scope.read";

/** Who published or started something; times are ISO 8601 UTC. */
export type TemplateSummary = {
  id: string;
  title: string;
  /** Number of the newest version. */
  version: number;
  versionId: string;
  counts: ImportCounts;
  /** Runs started from any of its versions. */
  runs: number;
  updatedAt: string;
  publishedBy: Author;
};

export type TemplateDetail = {
  id: string;
  title: string;
  version: number;
  versionId: string;
  /** SHA-256 of the document's canonical JSON, hex. */
  digest: string;
  retiredAt: string | null;
  /** Newest first. */
  versions: { number: number; publishedAt: string; publishedBy: Author; message: string | null }[];
  document: TemplateDocument;
  counts: ImportCounts;
  report: ReportEntry[];
  /** The Markdown it came from, as it was. */
  source: string;
};

const forbidden = refuse("forbidden", "Your role doesn't let you read templates. Ask an admin.");

/** The workspace's templates, or those that are retired, the last changed first. */
export async function listTemplates(
  ctx: Context,
  { retired = false, ...page }: PageInput & { retired?: boolean | undefined },
): Promise<Result<Page<TemplateSummary>>> {
  if (!may(ctx.actor, "template.read")) return forbidden;
  const after = decodeCursor(page.cursor, timeCursorSchema);
  if (!after.ok) return after;
  const [time, id] = after.value ?? [];
  const rows = await ctx.db.template.findMany({
    where: {
      workspaceId: ctx.actor.workspaceId,
      retiredAt: retired ? { not: null } : null,
      ...(time && id ? { OR: [{ updatedAt: { lt: time } }, { updatedAt: time, id: { lt: id } }] } : {}),
    },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
    select: {
      id: true,
      title: true,
      updatedAt: true,
      versions: {
        orderBy: { number: "desc" },
        select: { id: true, number: true, counts: true, publishedById: true, _count: { select: { runs: true } } },
      },
    },
  });
  const authors = await readAuthors(
    ctx.db,
    rows.flatMap((row) => row.versions.slice(0, 1).map((version) => version.publishedById)),
  );
  return accept(
    pageOf(
      rows.flatMap((row) => {
        const [newest] = row.versions;
        return newest ? [{ ...row, newest }] : [];
      }),
      page.limit,
      (row) => [row.updatedAt.toISOString(), row.id],
      (row) => ({
        id: row.id,
        title: row.title,
        version: row.newest.number,
        versionId: row.newest.id,
        counts: importCountsSchema.parse(row.newest.counts),
        runs: row.versions.reduce((sum, version) => sum + version._count.runs, 0),
        updatedAt: row.updatedAt.toISOString(),
        publishedBy: authors(row.newest.publishedById),
      }),
    ),
  );
}

/** One template at its newest version, or at `version`; a retired one can still be read. */
export async function readTemplate(
  ctx: Context,
  templateId: string,
  version?: number | undefined,
): Promise<Result<TemplateDetail>> {
  const template = await ctx.db.template.findFirst({
    where: { id: templateId, workspaceId: ctx.actor.workspaceId },
    select: {
      id: true,
      title: true,
      retiredAt: true,
      versions: {
        orderBy: { number: "desc" },
        select: { id: true, number: true, publishedAt: true, publishedById: true, message: true },
      },
    },
  });
  if (!template) return templateNotFound;
  if (!may(ctx.actor, "template.read")) return forbidden;
  const chosen =
    version === undefined ? template.versions[0] : template.versions.find(({ number }) => number === version);
  if (!chosen) return templateNotFound;
  const [published, row, authors] = await Promise.all([
    publishedVersion(ctx.db, chosen.id),
    ctx.db.templateVersion.findUniqueOrThrow({
      where: { id: chosen.id },
      select: { counts: true, report: true, source: true },
    }),
    readAuthors(
      ctx.db,
      template.versions.map((each) => each.publishedById),
    ),
  ]);
  return accept({
    id: template.id,
    // A rename is of the template as it is now; an older version keeps the title it was published under.
    title: chosen.id === template.versions[0]?.id ? template.title : published.title,
    version: published.number,
    versionId: published.id,
    digest: published.digest,
    retiredAt: template.retiredAt?.toISOString() ?? null,
    versions: template.versions.map(({ number, publishedAt, publishedById, message }) => ({
      number,
      message,
      publishedAt: publishedAt.toISOString(),
      publishedBy: authors(publishedById),
    })),
    document: published.document,
    counts: importCountsSchema.parse(row.counts),
    report: reportEntrySchema.array().parse(row.report),
    source: row.source,
  });
}
