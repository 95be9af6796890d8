import { artefactSchema } from "@/lib/domain/artefact";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { EvidenceRow } from "@/lib/domain/run";
import type { Context } from "./context";
import type { Evidence } from "./generated/client";
import { runNotFound, scopeRun } from "./run-scope.read";

/** Where the bytes of a piece of evidence are: in storage, or in the row itself. */
export type EvidenceContent = { title: string; size: number | null } & (
  | { kind: "blob"; blobKey: string }
  | { kind: "text"; text: string }
);

/** Longest text that a list carries; the whole of it is behind the content call. */
const shownText = 2000;

export function toEvidenceRow(row: Evidence): EvidenceRow {
  return {
    id: row.id,
    itemKey: row.itemKey,
    kind: row.kind as EvidenceRow["kind"],
    title: row.title,
    url: row.url,
    text: row.text === null ? null : row.text.slice(0, shownText),
    mime: row.mime,
    size: row.size,
    sha256: row.sha256,
    addedById: row.addedById,
    addedAt: row.addedAt.toISOString(),
    artefact: artefactSchema.nullable().parse(row.artefact),
    result: row.result as EvidenceRow["result"],
    expiresAt: row.expiresAt?.toISOString() ?? null,
    redactedAt: row.redactedAt?.toISOString() ?? null,
  };
}

/** Answers before the bytes are taken in whether the caller may attach to this item at all. */
export async function mayAttach(ctx: Context, runId: string, itemKey: string): Promise<Result<null>> {
  const scope = await scopeRun(ctx, runId, "item.attach");
  if (!scope.ok) return scope;
  if (!scope.value.index.items.has(itemKey)) return runNotFound;
  return scope.value.run.closedAt
    ? refuse("run_closed", "This run is closed. Nothing in it changes any more.")
    : accept(null);
}

/** What a piece of evidence holds; a redacted one is gone, a link has nothing of its own. */
export async function readEvidenceContent(
  ctx: Context,
  runId: string,
  evidenceId: string,
): Promise<Result<EvidenceContent>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const row = await ctx.db.evidence.findFirst({
    where: { id: evidenceId, runId, redactedAt: null },
    select: { title: true, blobKey: true, text: true, size: true, kind: true },
  });
  if (!row) return runNotFound;
  const { title, blobKey, text, size } = row;
  if (blobKey !== null) return accept({ kind: "blob", title, blobKey, size });
  if (text !== null && row.kind !== "link") return accept({ kind: "text", title, text, size: Buffer.byteLength(text) });
  return runNotFound;
}
