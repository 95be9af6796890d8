import { canonicalJson } from "@/lib/domain/canonical-json";
import { sha256Hex } from "@/lib/domain/digest";
import { evidenceEnd } from "@/lib/domain/evidence-demand";
import { accept, type Result } from "@/lib/domain/refusal";
import type { EvidenceRow } from "@/lib/domain/run";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { toEvidenceRow } from "./evidence.read";
import { Prisma } from "./generated/client";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

export type EvidenceInput = {
  title: string;
  /** ISO 8601; evidence proves nothing afterwards. */
  expiresAt?: string | null | undefined;
} & (
  | { kind: "file"; blobKey: string; sha256: string; size: number; mime: string }
  | { kind: "link"; url: string; text?: string | undefined }
  | { kind: "note" | "value" | "output"; text: string }
);

/** Attaches evidence to an item: one entry in the history, and nothing a signature covers moves by it. */
export async function addEvidence(
  ctx: Context,
  runId: string,
  itemKey: string,
  input: EvidenceInput,
): Promise<Result<EvidenceRow>> {
  return changeRun(ctx, runId, "item.attach", async (tx, { index, run }) => {
    const { person } = ctx.actor;
    const place = index.items.get(itemKey);
    if (!place || !person) return runNotFound;
    const addedAt = ctx.now.toISOString();
    const own = input.expiresAt ? new Date(input.expiresAt).toISOString() : null;
    const expiresAt = evidenceEnd({ addedAt, expiresAt: own }, place.demand?.ageMinutes ?? null);
    const row = await tx.evidence.create({
      data: {
        runId,
        itemKey,
        title: input.title,
        addedById: person.id,
        addedAt: ctx.now,
        expiresAt,
        artefact: run.artefact ?? Prisma.DbNull,
        ...contentOf(input),
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "evidence.added",
      subject: { kind: "evidence", key: row.id, item: itemKey },
      change: { kind: row.kind, sha256: row.sha256, size: row.size, expiresAt, artefact: run.artefact },
      text: input.title,
    });
    return accept(toEvidenceRow(row));
  });
}

/** The columns each kind fills; the digest is over the bytes of a file, else over the canonical text. */
function contentOf(input: EvidenceInput) {
  if (input.kind === "file") {
    const { kind, blobKey, sha256, size, mime } = input;
    return { kind, blobKey, sha256, size, mime };
  }
  const { kind, text = null } = input;
  const url = input.kind === "link" ? input.url : null;
  const sha256 = sha256Hex(canonicalJson({ kind, url, text }));
  const size = text === null ? null : Buffer.byteLength(text);
  return { kind, url, text, size, sha256 };
}
