import { attest, attestationType } from "@/lib/domain/attestation";
import type { ProvenHead } from "@/lib/domain/checkpoint";
import { sha256Hex } from "@/lib/domain/digest";
import { dossierDigest } from "@/lib/domain/dossier-seal";
import type { Envelope } from "@/lib/domain/dsse";
import { accept, type Result } from "@/lib/domain/refusal";
import type { GateRow, RunSnapshot, WaiverRow } from "@/lib/domain/run";
import { runView } from "@/lib/domain/run-view";
import type { RunView } from "@/lib/domain/run-view-schema";
import { type SignatureProof, signatureProofSchema } from "@/lib/domain/signature-proof";
import type { PublicKey } from "@/lib/domain/signing-key";
import type { OverrideRow, SignatureRow, SignedLeaf } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import { seal } from "@/lib/storage/ed25519";
import { installationKey } from "@/lib/storage/signing-key";
import { type AuditRow, readChain } from "./audit.read";
import { readRunCheckpoints } from "./checkpoint.read";
import { writeCheckpoint } from "./checkpoint.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { runNotFound, scopeRun } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** The run's record, whole in itself: whoever holds it can verify it without us. Hashes are hex, bytes base64. */
export type Dossier = {
  format: "gonogo-dossier/1";
  exportedAt: string;
  exportedBy: { id: string; name: string } | null;
  run: RunView;
  template: {
    id: string;
    versionId: string;
    number: number;
    title: string;
    /** SHA-256 of the document's canonical JSON. */
    digest: string;
    document: TemplateDocument;
    source: string;
    sourceSha256: string;
  };
  /** `statement` is exactly what was shown and signed, its SHA-256 is `sha256`; `proof` is the passkey's own signature of it. */
  signatures: (SignatureRow & { statement: string; proof: SignatureProof | null })[];
  gates: GateRow[];
  /** Overrides asked for, with the statement both people confirmed; proofs are those of their passkeys. */
  overrides: (OverrideRow & {
    statement: string;
    askedProof: SignatureProof | null;
    confirmedProof: SignatureProof | null;
  })[];
  waivers: WaiverRow[];
  choices: RunSnapshot["choices"];
  triggers: RunSnapshot["triggers"];
  /** What each piece is and its digest; the bytes of files stay in storage. */
  evidence: RunSnapshot["evidence"];
  /** The whole chain. `head` is what it must end with. */
  audit: { chain: string; head: { seq: number; hash: string | null }; entries: AuditRow[] };
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
  const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
  if (!snapshot) return runNotFound;
  const { version } = scope.value;
  const { source } = await tx.templateVersion.findUniqueOrThrow({
    where: { id: version.id },
    select: { source: true },
  });
  const rows = await tx.signature.findMany({
    where: { runId },
    select: { id: true, statement: true, leaves: true, proof: true },
  });
  const signed = new Map(rows.map((row) => [row.id, row]));
  const overriding = new Map(
    (
      await tx.gateOverride.findMany({
        where: { runId },
        select: { id: true, statement: true, askedProof: true, confirmedProof: true },
      })
    ).map((row) => [row.id, row]),
  );
  const head = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { seq: true, headHash: true } });
  const { person } = ctx.actor;
  return accept({
    format: "gonogo-dossier/1",
    exportedAt: ctx.now.toISOString(),
    exportedBy: person && { id: person.id, name: person.name },
    run: runView(snapshot, ctx.now.toISOString()),
    template: {
      id: version.templateId,
      versionId: version.id,
      number: version.number,
      title: version.title,
      digest: version.digest,
      document: version.document,
      source,
      sourceSha256: sha256Hex(source),
    },
    signatures: snapshot.signatures.map((row) => {
      const whole = signed.get(row.id);
      return {
        ...row,
        leaves: (whole?.leaves ?? []) as SignedLeaf[],
        proof: signatureProofSchema.safeParse(whole?.proof).data ?? null,
        statement: Buffer.from(whole?.statement ?? []).toString("base64"),
      };
    }),
    gates: snapshot.gates,
    overrides: snapshot.overrides.map((row) => {
      const whole = overriding.get(row.id);
      return {
        ...row,
        statement: Buffer.from(whole?.statement ?? []).toString("base64"),
        askedProof: signatureProofSchema.safeParse(whole?.askedProof).data ?? null,
        confirmedProof: signatureProofSchema.safeParse(whole?.confirmedProof).data ?? null,
      };
    }),
    waivers: snapshot.waivers,
    choices: snapshot.choices,
    triggers: snapshot.triggers,
    evidence: snapshot.evidence,
    audit: {
      chain: runId,
      head: { seq: Number(head.seq), hash: head.headHash && Buffer.from(head.headHash).toString("hex") },
      entries: await readChain(tx, runId),
    },
  });
}
