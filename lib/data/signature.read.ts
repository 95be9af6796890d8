import type { SigningMethod } from "@/lib/domain/signing-method";
import type { ConditionRow, Decision, SignatureRow, SignedFor, SignedLeaf } from "@/lib/domain/signing-rows";
import type { Condition, Signature } from "./generated/client";

/** As the screens and rules know it: without the statement's bytes. */
export function toSignatureRow(row: Signature & { conditions: Condition[] }): SignatureRow {
  return {
    id: row.id,
    gateKey: row.gateKey,
    signoffKey: row.signoffKey,
    personId: row.personId,
    printedName: row.printedName,
    role: row.role,
    delegation: row.delegation as SignedFor | null,
    decision: row.decision as Decision,
    comment: row.comment,
    conditions: row.conditions.map(toConditionRow),
    method: row.method as SigningMethod,
    sha256: row.sha256,
    signedAt: row.signedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    scopeDigest: row.scopeDigest,
    leaves: row.leaves as SignedLeaf[],
  };
}

export function toConditionRow(row: Condition): ConditionRow {
  const { id, text, ownerId } = row;
  return { id, text, ownerId, dueAt: row.dueAt?.toISOString() ?? null, doneAt: row.doneAt?.toISOString() ?? null };
}
