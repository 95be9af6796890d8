import { untouchedRow } from "@/lib/domain/item-transition";
import { accept, type Refusal, type Result } from "@/lib/domain/refusal";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import type { Statement } from "@/lib/domain/statement";
import { buildWaiverStatement, type WaiverAct } from "@/lib/domain/waiver-statement";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { Waiver } from "./generated/client";
import { readItems } from "./item.read";
import { refuseProof } from "./proof.read";
import type { Proof } from "./run-change.write";
import { runNotFound, scopeRun } from "./run-scope.read";
import { authoriseGrant, toWaiverRow } from "./waiver.read";

/** SHA-256 of what a passkey signs to grant or revoke this waiver, for whoever may. */
export async function readWaiverChallenge(
  ctx: Context,
  runId: string,
  waiverId: string,
  act: WaiverAct,
): Promise<Result<{ sha256: string }>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const waiver = await ctx.db.waiver.findFirst({ where: { id: waiverId, runId } });
  const { person } = ctx.actor;
  if (!waiver || !person) return runNotFound;
  const allowed = await authoriseGrant(ctx.db, ctx.actor, scope.value, waiver);
  if (!allowed.ok) return allowed;
  return accept({ sha256: (await statementOf(ctx.db, waiver, act, person.id)).sha256 });
}

/** Proves who grants or revokes, in a way this workspace takes for a signature. */
export async function proveWaiver(
  ctx: Context,
  waiver: Waiver,
  act: WaiverAct,
  { method, prove }: Proof,
): Promise<Result<{ proof: SignatureProof | null; sha256: string }>> {
  const weak = await refuseProof(ctx.db, ctx.actor.workspaceId, method);
  const { person } = ctx.actor;
  if (weak || method === null || !person) return weak ?? runNotFound;
  const { bytes, sha256 } = await statementOf(ctx.db, waiver, act, person.id);
  const proven = await prove({ personId: person.id, method, statement: bytes, sha256 });
  return proven.ok ? accept({ proof: proven.value, sha256 }) : proven;
}

/** As it would be signed now; another one than was proven means that the item moved meanwhile. */
export async function statementOf(
  db: Database | Transaction,
  waiver: Waiver,
  act: WaiverAct,
  personId: string,
): Promise<Statement> {
  const { runId, itemKey } = waiver;
  const item = (await readItems(db, runId, [itemKey])).get(itemKey) ?? untouchedRow(itemKey);
  return buildWaiverStatement(toWaiverRow(waiver), act, runId, personId, item);
}

/** Asked again under the run's lock: the workspace may ask for more since. */
export function refuseWaiverProof(
  db: Database | Transaction,
  ctx: Context,
  { method }: Proof,
): Promise<Refusal | null> {
  return refuseProof(db, ctx.actor.workspaceId, method);
}
