import type { DelegationRow } from "@/lib/domain/signing-rows";
import type { Delegation } from "./generated/client";

/** As the screens and rules know it. */
export function toDelegationRow(row: Delegation): DelegationRow {
  return {
    id: row.id,
    role: row.role,
    fromId: row.fromId,
    toId: row.toId,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    until: row.until.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
