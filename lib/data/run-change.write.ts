import type { Action } from "@/lib/domain/permission";
import { type Result, refuse } from "@/lib/domain/refusal";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { freshActor } from "./membership.read";
import { type RunScope, scopeRun } from "./run-scope.read";
import { transact } from "./transact";

/** Proves that the person at the keyboard is who the session says, before any lock is held: by the method its statement names; a passkey's answer is kept with the signature. */
export type Prove = (asked: {
  personId: string;
  method: SigningMethod;
  statement: Uint8Array;
  sha256: string;
}) => Promise<Result<SignatureProof | null>>;

/** What somebody brought along to prove who they are; `method` is what that can show, null when they brought nothing. */
export type Proof = { method: SigningMethod | null; prove: Prove };

export const runClosed = refuse("run_closed", "This run is closed. Nothing in it changes any more.");

/**
 * One change of an open run: its row is locked first, so whatever the work reads can't move before the commit, and the
 * actor's roles are those of this moment. The work must append its audit entries itself. `closed` lets it work on a
 * closed run too.
 */
export function changeRun<T>(
  ctx: Context,
  runId: string,
  action: Action,
  work: (tx: Transaction, scope: RunScope) => Promise<Result<T>>,
  options: { closed?: boolean } = {},
): Promise<Result<T>> {
  return transact(ctx, async (tx) => {
    const scope = await scopeRun({ actor: await freshActor(tx, ctx.actor), db: tx, now: ctx.now }, runId, action, {
      lock: true,
    });
    if (!scope.ok) return scope;
    return scope.value.run.closedAt && !options.closed ? runClosed : work(tx, scope.value);
  });
}

/** Ticks decided before this are refused and decided anew: call when artefact, roster, gates or choices changed. */
export async function moveEpoch(tx: Transaction, runId: string): Promise<void> {
  await tx.run.update({ where: { id: runId }, data: { policyEpoch: { increment: 1 } }, select: { id: true } });
}

/** A reason that says something, trimmed; null when it doesn't. */
export function reasonIn(text: string | undefined): string | null {
  return text?.trim() || null;
}

export function reasonRequired(message: string) {
  return refuse("reason_required", message, { problems: [{ path: "reason", message }] });
}
