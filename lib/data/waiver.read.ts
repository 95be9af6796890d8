import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { list, plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { indexRoster, signersOf } from "@/lib/domain/roster";
import type { WaiverRow } from "@/lib/domain/run";
import { takesPart } from "@/lib/domain/takes-part";
import type { Database, Transaction } from "./database";
import type { Waiver } from "./generated/client";
import type { RunScope } from "./run-scope.read";

/** As the screens and rules know it. */
export function toWaiverRow(row: Waiver): WaiverRow {
  return {
    id: row.id,
    itemKey: row.itemKey,
    kind: row.kind === "not_applicable" ? "not_applicable" : "waiver",
    reason: row.reason,
    askedById: row.askedById,
    askedAt: row.askedAt.toISOString(),
    ownerId: row.ownerId,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    grantedById: row.grantedById,
    grantedAt: row.grantedAt?.toISOString() ?? null,
    grantedFor: row.grantedFor as WaiverRow["grantedFor"],
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/**
 * May this actor grant, or take back, what `askedById` asked for? A signer of a gate that covers the item; where nobody
 * else signs, an admin. Never the one who asked. Refuses with whose turn it is.
 */
export async function authoriseGrant(
  db: Database | Transaction,
  actor: Actor,
  scope: RunScope,
  waiver: Pick<Waiver, "itemKey" | "askedById">,
): Promise<Result<null>> {
  if (actor.person?.id === waiver.askedById) {
    return refuse("forbidden", "You asked for this waiver. Somebody else decides on it.");
  }
  const gates = scope.index.gates.filter(({ coverage }) => coverage.some(({ key }) => key === waiver.itemKey));
  const signoffs = gates.flatMap(({ gate }) => gate.signoffs);
  const roster = indexRoster(scope.roster);
  const signers = signoffs.flatMap((signoff) => signersOf(roster, signoff)).filter((id) => id !== waiver.askedById);
  const enabled = await readSigners(db, scope.run.workspaceId, signers);
  if (enabled.length === 0) {
    if (may(actor, "waiver.grant_as_admin", scope.facts)) return accept(null);
    return refuse(
      "forbidden",
      "Nobody else signs for this item, so an admin who didn't ask decides, signed in by session.",
    );
  }
  const signer = enabled.some(({ id }) => id === actor.person?.id);
  if (may(actor, "waiver.grant", { ...scope.facts, signer })) return accept(null);
  const gate = gates[0] ? ` of ${plainText(gates[0].gate.title)}` : "";
  return refuse(
    "forbidden",
    `A signer${gate} decides on this, signed in by session: ${list(
      enabled.map(({ name }) => name),
      "or",
    )}.`,
  );
}

/** Those of them who can act at all. */
async function readSigners(
  db: Database | Transaction,
  workspaceId: string,
  personIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const rows = await db.membership.findMany({
    where: { workspaceId, personId: { in: [...personIds] }, disabledAt: null, person: { disabledAt: null } },
    select: { roles: true, person: { select: { id: true, name: true } } },
    orderBy: { person: { name: "asc" } },
  });
  return rows
    .filter(({ roles }) => takesPart({ roles: roles as WorkspaceRole[], disabled: false }))
    .map(({ person }) => person);
}

/** Which of these items have a waiver in force, for whatever it was granted. */
export async function readWaived(
  tx: Transaction,
  runId: string,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await tx.waiver.findMany({
    where: {
      runId,
      itemKey: { in: [...keys] },
      kind: "waiver",
      grantedAt: { not: null },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    select: { itemKey: true },
  });
  return new Set(rows.map(({ itemKey }) => itemKey));
}
