import { sha256Hex } from "@/lib/domain/digest";
import { accept, type Result } from "@/lib/domain/refusal";
import type { GateRow, RunSnapshot, SignatureRow, SignedLeaf, WaiverRow } from "@/lib/domain/run";
import { runView } from "@/lib/domain/run-view";
import type { RunView } from "@/lib/domain/run-view-schema";
import type { TemplateDocument } from "@/lib/domain/template";
import { type AuditRow, readChain } from "./audit.read";
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
  /** `statement` is exactly what was shown and signed; its SHA-256 is `sha256`. */
  signatures: (SignatureRow & { statement: string })[];
  gates: GateRow[];
  waivers: WaiverRow[];
  choices: RunSnapshot["choices"];
  triggers: RunSnapshot["triggers"];
  /** What each piece is and its digest; the bytes of files stay in storage. */
  evidence: RunSnapshot["evidence"];
  /** The whole chain. `head` is what it must end with. */
  audit: { chain: string; head: { seq: number; hash: string | null }; entries: AuditRow[] };
};

/** Reads everything in one snapshot of the database: no entry, signature or head is newer than another. */
export async function readDossier(ctx: Context, runId: string): Promise<Result<Dossier>> {
  return ctx.db.$transaction(async (tx) => collect(ctx, tx, runId), {
    isolationLevel: "RepeatableRead",
    timeout: 30_000,
  });
}

async function collect(ctx: Context, tx: Transaction, runId: string): Promise<Result<Dossier>> {
  const scope = await scopeRun({ actor: ctx.actor, db: tx }, runId, "history.export");
  if (!scope.ok) return scope;
  const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
  if (!snapshot) return runNotFound;
  const { version } = scope.value;
  const { source } = await tx.templateVersion.findUniqueOrThrow({
    where: { id: version.id },
    select: { source: true },
  });
  const rows = await tx.signature.findMany({ where: { runId }, select: { id: true, statement: true, leaves: true } });
  const signed = new Map(rows.map((row) => [row.id, row]));
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
        statement: Buffer.from(whole?.statement ?? []).toString("base64"),
      };
    }),
    gates: snapshot.gates,
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
