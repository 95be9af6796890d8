import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { isDialect } from "@/lib/domain/dialect-mark";
import type { ImportCounts, ImportResult, ReportEntry } from "@/lib/domain/import-report";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SecretFinding } from "@/lib/domain/secret";
import { signoffProblems } from "@/lib/domain/signoff-order";
import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { type Correction, correctImport } from "@/lib/domain/template-corrections";
import { titleAfterPublishing } from "@/lib/domain/template-draft";
import { adoptKeys } from "@/lib/domain/template-keys";
import type { TextRepair } from "@/lib/domain/text-repair";
import { recount } from "@/lib/markdown/counts";
import { importMarkdown } from "@/lib/markdown/import";
import { limits } from "@/lib/markdown/source-text";
import { scanSecrets } from "@/lib/secret/secret-scan";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { freshActor } from "./membership.read";
import { publishedVersion } from "./template-document.read";
import { removeDraft } from "./template-draft-end.write";
import { templateNotFound } from "./template-scope.read";
import { transact } from "./transact";

export type ImportInput = {
  markdown: string;
  /** How the bytes it came in were encoded; the answer repeats it. */
  encoding?: TextEncoding | undefined;
  /** `false` leaves text that was read in a wrong encoding as it is. */
  repair?: boolean | undefined;
  /** Bullets instead of what looks like a credential, in the document and in the source that is kept. */
  maskSecrets?: boolean | undefined;
  /** Instead of the document's own title. */
  title?: string | undefined;
  /** What somebody changed in the preview, in order. Those that find nothing are refused. */
  corrections?: readonly Correction[] | undefined;
  /** Publish as the next version of this template; without it a new template. */
  templateId?: string | undefined;
  /** Why, for whoever compares versions later. */
  message?: string | undefined;
  /** Only if this is still its newest version; else a conflict that says which one is. */
  baseVersion?: number | undefined;
  /** The draft that this publishes, and so ends; only if it is still at that version. */
  draft?: { id: string; version: number } | undefined;
};

/** `strays` counts the bytes of another encoding in a text of UTF-8. */
export type TextEncoding = { name: string; strays: number };

/** `id` and `version` are null in a preview, which saves nothing and carries the document instead. */
export type ImportAnswer = {
  id: string | null;
  version: number | null;
  title: string;
  counts: ImportCounts;
  report: ReportEntry[];
  /** What was mended in text that had been read in a wrong encoding; absent when nothing was. */
  repair?: TextRepair | undefined;
  encoding?: TextEncoding | undefined;
  /** What looks like a credential; already masked when that was asked for. */
  secrets: SecretFinding[];
  document?: TemplateDocument | undefined;
};

const forbidden = refuse("forbidden", "Only template editors and admins import templates. Ask an admin for the role.");

/** What an import would make of the Markdown; saves nothing. */
export async function previewTemplate(ctx: Context, input: ImportInput): Promise<Result<ImportAnswer>> {
  const ready = await prepare(ctx, input);
  if (!ready.ok) return ready;
  const { document, counts, report, repair, secrets } = ready.value;
  const { title } = document;
  const { encoding } = input;
  return accept({ id: null, version: null, title, counts, report, repair, encoding, secrets, document });
}

/** Publishes the Markdown as a new template, or as the next version of one. A published version never changes. */
export async function importTemplate(ctx: Context, input: ImportInput): Promise<Result<ImportAnswer>> {
  const ready = await prepare(ctx, input);
  if (!ready.ok) return ready;
  const { person, workspaceId } = ctx.actor;
  const { document, counts, report, repair, secrets, source } = ready.value;
  const digest = createHash("sha256").update(canonicalJson(document)).digest();
  return transact(ctx, async (tx) => {
    if (!person || !may(await freshActor(tx, ctx.actor), "template.write")) return forbidden;
    const place = input.templateId
      ? await nextVersion(tx, ctx, input.templateId, document.title)
      : await firstVersion(tx, ctx, document.title, person.id);
    if (!place) return templateNotFound;
    if (input.baseVersion !== undefined && place.version !== input.baseVersion + 1) {
      const newest = place.version - 1;
      const message = `Version ${newest} was published meanwhile. Look at what it changed, then publish over it or edit it.`;
      return refuse("conflict", message, { current: { version: newest } });
    }
    const overtaken = input.draft && (await removeDraft(tx, workspaceId, input.draft));
    if (overtaken) return overtaken;
    await tx.templateVersion.create({
      data: {
        templateId: place.id,
        number: place.version,
        title: document.title,
        document,
        source,
        counts,
        report,
        digest: Uint8Array.from(digest),
        message: input.message ?? null,
        publishedById: person.id,
        publishedAt: ctx.now,
      },
    });
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "template.published",
      subject: { kind: "template", key: place.id },
      change: {
        version: place.version,
        title: document.title,
        digest: digest.toString("hex"),
        counts,
        ...(input.draft ? { draft: input.draft.id } : {}),
        ...secretsChange(input, secrets),
      },
    });
    return accept({ ...place, title: document.title, counts, report, repair, encoding: input.encoding, secrets });
  });
}

/** How many there were and what was done, for the history; never what they say. */
function secretsChange(input: ImportInput, secrets: SecretFinding[]) {
  return secrets.length === 0 ? {} : { secrets: secrets.length, masked: input.maskSecrets === true };
}

/** `source` is the text as it is kept: mended and masked as was asked for. */
type Prepared = ImportResult & { source: string; secrets: SecretFinding[] };

async function prepare(ctx: Context, input: ImportInput): Promise<Result<Prepared>> {
  if (input.templateId !== undefined) {
    const known = await ctx.db.template.findFirst({
      where: { id: input.templateId, workspaceId: ctx.actor.workspaceId, retiredAt: null },
      select: { id: true },
    });
    if (!known) return templateNotFound;
  }
  if (!may(ctx.actor, "template.write")) return forbidden;
  // Longer texts are refused by the import anyway: nobody waits for them to be searched.
  const tooLong = input.markdown.length > limits.bytes;
  const { found, masked } = tooLong ? { found: [], masked: input.markdown } : await scanSecrets(input.markdown);
  const markdown = input.maskSecrets ? masked : input.markdown;
  const imported = importMarkdown(markdown, { repair: input.repair });
  if (!imported.ok) {
    const [first] = imported.problems;
    const detail = first?.message ?? "This Markdown can't be read as a checklist.";
    return refuse("invalid_input", detail, { problems: imported.problems });
  }
  const own = input.templateId
    ? await withOwnKeys(ctx, input.templateId, input.markdown, imported.value)
    : imported.value;
  const read = corrected(own, input.corrections ?? []);
  if (!read.ok) return read;
  const document = templateDocumentSchema.safeParse(
    input.title === undefined ? read.value.document : { ...read.value.document, title: input.title },
  );
  if (!document.success) {
    const problems = document.error.issues.slice(0, 20).map((issue) => ({
      path: issue.path.map(String).join("."),
      message: issue.message,
    }));
    return refuse("invalid_input", "Some part of this checklist is larger than a template can hold.", { problems });
  }
  const impossible = signoffProblems(document.data);
  if (impossible[0]) return refuse("invalid_input", impossible[0].message, { problems: impossible });
  const source = imported.value.text ?? markdown;
  return accept({ ...read.value, document: document.data, source, secrets: found });
}

/** A changed file's lines keep the keys they have in the template; text in our dialect says its keys itself. */
async function withOwnKeys(
  ctx: Context,
  templateId: string,
  markdown: string,
  read: ImportResult,
): Promise<ImportResult> {
  if (isDialect(markdown)) return read;
  const newest = await ctx.db.templateVersion.findFirst({
    where: { templateId, template: { workspaceId: ctx.actor.workspaceId } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return newest ? adoptKeys((await publishedVersion(ctx.db, newest.id)).document, read) : read;
}

/** As the preview showed it: the corrections are made again here, so that no word of the source can leave on the way. */
function corrected(read: ImportResult, corrections: readonly Correction[]): Result<ImportResult> {
  if (corrections.length === 0) return accept(read);
  const { lost, ...made } = correctImport(read, corrections);
  const [first] = lost;
  if (first) {
    const place = first.lines ? `line ${first.lines[0]}` : `“${first.key ?? ""}”`;
    return refuse(
      "invalid_input",
      `The correction of the ${first.kind} at ${place} finds nothing to correct. Undo it.`,
      {
        problems: lost.map(({ kind, lines, to }) => ({
          path: "corrections",
          ...(lines ? { line: lines[0] } : {}),
          expected: `a ${kind} that can become ${to}`,
          message: "Nothing there can be corrected so.",
        })),
      },
    );
  }
  return accept({ ...made, counts: recount(read.counts, made.document) });
}

type Place = { id: string; version: number };

async function firstVersion(tx: Transaction, ctx: Context, title: string, createdById: string): Promise<Place> {
  const { id } = await tx.template.create({
    data: {
      workspaceId: ctx.actor.workspaceId,
      title,
      createdById,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  });
  return { id, version: 1 };
}

/** The update takes the template's row lock, so two imports at once get two numbers. */
async function nextVersion(tx: Transaction, ctx: Context, templateId: string, title: string): Promise<Place | null> {
  const scope = { id: templateId, workspaceId: ctx.actor.workspaceId, retiredAt: null };
  const { count } = await tx.template.updateMany({ where: scope, data: { updatedAt: ctx.now } });
  if (count === 0) return null;
  const listed = await tx.template.findUniqueOrThrow({
    where: { id: templateId },
    select: { title: true, versions: { orderBy: { number: "desc" }, take: 1, select: { number: true, title: true } } },
  });
  const [newest] = listed.versions;
  await tx.template.update({
    where: { id: templateId },
    data: { title: titleAfterPublishing(listed.title, newest?.title, title) },
  });
  return { id: templateId, version: (newest?.number ?? 0) + 1 };
}
