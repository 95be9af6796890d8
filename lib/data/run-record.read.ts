import { sha256Hex } from "@/lib/domain/digest";
import type { GateRow, RunSnapshot, WaiverRow } from "@/lib/domain/run";
import { runView } from "@/lib/domain/run-view";
import type { RunView } from "@/lib/domain/run-view-schema";
import { type SignatureProof, signatureProofSchema } from "@/lib/domain/signature-proof";
import type { OverrideRow, SignatureRow, SignedLeaf } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import { type AuditRow, readChain } from "./audit.read";
import type { Transaction } from "./database";
import { readSnapshot } from "./run-snapshot.read";
import { publishedVersion } from "./template-document.read";

/** What is recorded of a run, with the whole history it has to agree with. Hashes are hex, bytes base64. */
export type RunRecord = {
  format: "gonogo-dossier/1";
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
  /** Whoever confirmed as a second person what somebody else had set. */
  confirmations: RunSnapshot["confirmations"];
  delegations: RunSnapshot["delegations"];
  choices: RunSnapshot["choices"];
  triggers: RunSnapshot["triggers"];
  /** What each piece is and its digest; the bytes of files stay in storage. */
  evidence: RunSnapshot["evidence"];
  /** The whole chain. `head` is what it must end with. */
  audit: { chain: string; head: { seq: number; hash: string | null }; entries: AuditRow[] };
};

/** Everything of a run in one snapshot of the database, no entry, signature or head newer than another. Scope is the caller's. */
export async function readRecord(
  tx: Transaction,
  workspaceId: string,
  runId: string,
  now: Date,
): Promise<RunRecord | null> {
  const snapshot = await readSnapshot(tx, workspaceId, runId);
  if (!snapshot) return null;
  const { run } = snapshot;
  const version = await publishedVersion(tx, run.templateVersionId);
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
  return {
    format: "gonogo-dossier/1",
    run: runView(snapshot, now.toISOString()),
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
    confirmations: snapshot.confirmations,
    delegations: snapshot.delegations,
    choices: snapshot.choices,
    triggers: snapshot.triggers,
    evidence: snapshot.evidence,
    audit: {
      chain: runId,
      head: { seq: Number(head.seq), hash: head.headHash && Buffer.from(head.headHash).toString("hex") },
      entries: await readChain(tx, runId),
    },
  };
}
