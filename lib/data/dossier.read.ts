import { attest, attestationType } from "@/lib/domain/attestation";
import type { ProvenHead } from "@/lib/domain/checkpoint";
import { dossierDigest } from "@/lib/domain/dossier-seal";
import type { Envelope } from "@/lib/domain/dsse";
import { accept, type Result } from "@/lib/domain/refusal";
import type { PublicKey } from "@/lib/domain/signing-key";
import { seal } from "@/lib/storage/ed25519";
import { installationKey } from "@/lib/storage/signing-key";
import { readRunCheckpoints } from "./checkpoint.read";
import { writeCheckpoint } from "./checkpoint.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { type RunRecord, readRecord } from "./run-record.read";
import { runNotFound, scopeRun } from "./run-scope.read";

/** The run's record, whole in itself: whoever holds it can verify it without us. */
export type Dossier = RunRecord & {
  exportedAt: string;
  exportedBy: { id: string; name: string } | null;
  /** Signed heads that have seen this chain; all but the latest were made before anybody asked for this dossier. */
  checkpoints: { envelope: Envelope; head: ProvenHead }[];
  keys: PublicKey[];
  /** An in-toto statement in a DSSE envelope: the verdict, and the digest of everything above. */
  seal: Envelope;
};

type Content = Omit<Dossier, "checkpoints" | "keys" | "seal">;

/**
 * Reads everything in one snapshot of the database, no entry, signature or head newer than another, and seals it. A
 * checkpoint is written first, so that the history up to here is anchored outside as well.
 */
export async function readDossier(ctx: Context, runId: string): Promise<Result<Dossier>> {
  const scope = await scopeRun(ctx, runId, "history.export");
  if (!scope.ok) return scope;
  await writeCheckpoint(ctx.db, ctx.now, true);
  const checkpoints = await readRunCheckpoints(runId);
  const content = await ctx.db.$transaction(async (tx) => collect(ctx, tx, runId), {
    isolationLevel: "RepeatableRead",
    timeout: 30_000,
  });
  if (!content.ok) return content;
  const { signer, keys } = await installationKey(ctx.now);
  // As it will be read: what JSON leaves out is not part of what is sealed.
  const unsealed: Omit<Dossier, "seal"> = JSON.parse(JSON.stringify({ ...content.value, checkpoints, keys }));
  const { audit, template, run, exportedAt } = unsealed;
  const statement = attest(run, {
    at: exportedAt,
    head: audit.head,
    templateDigest: template.digest,
    dossierSha256: dossierDigest(unsealed),
  });
  return accept({ ...unsealed, seal: seal(attestationType, statement, [signer]) });
}

async function collect(ctx: Context, tx: Transaction, runId: string): Promise<Result<Content>> {
  const scope = await scopeRun({ actor: ctx.actor, db: tx, now: ctx.now }, runId, "history.export");
  if (!scope.ok) return scope;
  const record = await readRecord(tx, ctx.actor.workspaceId, runId, ctx.now);
  if (!record) return runNotFound;
  const { person } = ctx.actor;
  const { format, ...rest } = record;
  return accept({
    format,
    exportedAt: ctx.now.toISOString(),
    exportedBy: person && { id: person.id, name: person.name },
    ...rest,
  });
}
