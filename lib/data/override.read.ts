import type { Actor } from "@/lib/domain/actor";
import type { OverrideParty } from "@/lib/domain/override";
import type { Action } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Artefact } from "@/lib/domain/run";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { Overridden, OverrideCapacity, OverrideRow } from "@/lib/domain/signing-rows";
import { takesPart } from "@/lib/domain/takes-part";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { GateOverride } from "./generated/client";
import { readRoles } from "./membership.read";
import { type RunScope, runNotFound, scopeRun } from "./run-scope.read";

/** The row and the exact bytes both people confirm. */
export type OverrideView = OverrideRow & { statement: string };

/** An override with its statement, for whoever may see the run; somebody's draft is theirs alone. */
export async function readOverride(
  ctx: Context,
  runId: string,
  id: string,
  action: Action = "run.read",
): Promise<Result<OverrideView>> {
  const scope = await scopeRun(ctx, runId, action);
  if (!scope.ok) return scope;
  const row = await ctx.db.gateOverride.findFirst({ where: { id, runId } });
  if (!row || (row.askedAt === null && row.askedById !== ctx.actor.person?.id)) return runNotFound;
  return accept({ ...toOverrideRow(row), statement: Buffer.from(row.statement).toString("utf8") });
}

/** As the screens and rules know it: without the statement's bytes. */
export function toOverrideRow(row: GateOverride): OverrideRow {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    gateKey: row.gateKey,
    reason: row.reason,
    endsAt: row.endsAt.toISOString(),
    overridden: row.overridden as Overridden[],
    artefact: row.artefact as Artefact | null,
    environment: row.environment,
    sha256: row.sha256,
    askedById: row.askedById,
    askedByName: row.askedByName,
    askedAs: row.askedAs as OverrideCapacity,
    askedMethod: (row.askedMethod ?? "password") as SigningMethod,
    askedAt: (row.askedAt ?? row.createdAt).toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    confirmedById: row.confirmedById,
    confirmedByName: row.confirmedByName,
    confirmedAs: row.confirmedAs as OverrideCapacity | null,
    confirmedMethod: row.confirmedMethod as SigningMethod | null,
    confirmedAt: iso(row.confirmedAt),
    ended: row.ended as OverrideRow["ended"],
    endedById: row.endedById,
    endedAt: iso(row.endedAt),
    endReason: row.endReason,
    reviewedById: row.reviewedById,
    reviewedAt: iso(row.reviewedAt),
    reviewNote: row.reviewNote,
  };
}

/** Across all workspaces, for the operator's metrics. */
export async function countOverrides(db: Database, now: Date): Promise<{ inForce: number; unreviewed: number }> {
  const confirmed = { confirmedAt: { not: null } };
  const [inForce, unreviewed] = await Promise.all([
    db.gateOverride.count({ where: { ...confirmed, endedAt: null, endsAt: { gt: now } } }),
    db.gateOverride.count({ where: { ...confirmed, reviewedAt: null } }),
  ]);
  return { inForce, unreviewed };
}

/** What somebody is to an override of this run, by the rows of this moment. */
export async function readParty(tx: Transaction, scope: RunScope, personId: string): Promise<OverrideParty> {
  const roles = await readRoles(tx, scope.run.workspaceId, personId);
  return partyOf(scope, personId, roles);
}

export function partyOf(scope: RunScope, personId: string, roles: Actor["roles"]): OverrideParty {
  const acts = takesPart({ roles, disabled: false });
  return {
    personId,
    lead: acts && scope.run.leadId === personId,
    admin: acts && (roles.includes("admin") || roles.includes("owner")),
  };
}
