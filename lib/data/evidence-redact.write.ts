import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { EvidenceRow } from "@/lib/domain/run";
import type { Storage } from "@/lib/storage/backend";
import { auditRun } from "./audit.write";
import { redactCheckWords } from "./check-redact.write";
import type { Context } from "./context";
import { toEvidenceRow } from "./evidence.read";
import { freshActor } from "./membership.read";
import { reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound, scopeRun } from "./run-scope.read";
import { transact } from "./transact";

const redactedTitle = "Redacted";

/**
 * Takes away what a piece of evidence says, bytes, text, address and title alike, and leaves that it was there and its
 * digest. Also in a closed run: what must not be known can't wait. Signatures that covered it go stale.
 */
export async function redactEvidence(
  ctx: Context,
  runId: string,
  evidenceId: string,
  input: { reason: string },
  storage: Storage,
): Promise<Result<EvidenceRow>> {
  const done = await transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const scope = await scopeRun({ actor, db: tx, now: ctx.now }, runId, "evidence.redact", { lock: true });
    if (!scope.ok) return scope;
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why it is redacted.");
    const before = await tx.evidence.findFirst({ where: { id: evidenceId, runId } });
    if (!before) return runNotFound;
    if (before.redactedAt) return refuse("already_done", "This evidence is redacted already.");
    const row = await tx.evidence.update({
      where: { id: evidenceId },
      data: { redactedAt: ctx.now, title: redactedTitle, text: null, url: null },
    });
    // Its title stands among the words of the history, and its answer may be kept for a client that asks again.
    const taken = await tx.$queryRaw<{ seq: bigint }[]>`
      update audit_text t set text = null, redacted_at = ${ctx.now} from audit_entry e
      where e.chain_id = ${runId} and t.chain_id = e.chain_id and t.seq = e.seq and t.text is not null
        and e.body::jsonb ->> 'action' = 'evidence.added' and e.body::jsonb -> 'subject' ->> 'key' = ${evidenceId}
      returning t.seq`;
    await tx.$executeRaw`
      update idempotency_record set response = null where response like ${`%"id":"${evidenceId}"%`}`;
    const said = before.kind === "check" ? await redactCheckWords(tx, runId, before, ctx.now) : [];
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "evidence.redacted",
      subject: { kind: "evidence", key: evidenceId, item: row.itemKey },
      // By number: words that are missing without one were taken by nobody who may.
      change: { kind: row.kind, sha256: row.sha256, words: [...taken.map(({ seq }) => Number(seq)), ...said] },
      text: reason,
    });
    return accept({ row: toEvidenceRow(row), blobKey: row.blobKey });
  });
  if (!done.ok) return done;
  const { row, blobKey } = done.value;
  // After the commit: bytes without a row do less harm than a row whose bytes are gone while it says otherwise.
  if (blobKey !== null) await storage.delete(blobKey);
  return accept(row);
}
