import { sha256Hex } from "@/lib/domain/digest";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { stateRoot } from "@/lib/domain/signature";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import { changesSince } from "@/lib/domain/signature-standing";
import { isEnough, requirementWords, type SigningMethod } from "@/lib/domain/signing-method";
import type { Decision, SignatureRow } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import { type CeremonyCondition, type CeremonyScope, refuseCeremony, signingNow } from "./ceremony.read";
import { countFailure } from "./ceremony-failure.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { refuseDecided, startPolling } from "./gate.write";
import type { Ceremony } from "./generated/client";
import { endNudges } from "./nudge.write";
import { proofDigests } from "./proof.read";
import { changeRun, type Prove, reasonIn, reasonRequired } from "./run-change.write";
import { type RunScope, runNotFound, scopeRun } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { toSignatureRow } from "./signature.read";
import { readSigningRequirement } from "./workspace-setting.read";

/**
 * Signs the statement a ceremony showed. Who signs is proven before the run is locked; everything else is judged under
 * the lock: the ceremony unused and in time, the person still a signer, the proof still enough, what it covers unchanged.
 */
export async function signStatement(
  ctx: Context,
  runId: string,
  signoffKey: string,
  input: { ceremony: string; statement: string },
  prove: Prove,
): Promise<Result<SignatureRow>> {
  const scope = await scopeRun(ctx, runId, "signoff.sign");
  if (!scope.ok) return scope;
  const { person } = ctx.actor;
  if (!person) return runNotFound;
  // Somebody else's ceremony, or one of another run or sign-off, is none of ours.
  const where = { id: input.ceremony, runId, signoffKey, personId: person.id };
  const shown = await ctx.db.ceremony.findFirst({ where });
  if (!shown) return runNotFound;
  const unusable = refuseCeremony(shown, ctx.now);
  if (unusable) return unusable;
  if (input.statement !== shown.sha256) {
    const message = "This is not the SHA-256 of the statement that was shown.";
    return refuse("invalid_input", message, { problems: [{ path: "statement", message }] });
  }
  const { sha256, statement } = shown;
  const proven = await prove({ personId: person.id, method: shown.method as SigningMethod, sha256, statement });
  if (!proven.ok) {
    if (proven.code === "reauthentication_required") await countFailure(ctx, runId, shown);
    return proven;
  }
  return changeRun(ctx, runId, "signoff.sign", async (tx, current) => {
    const ceremony = await tx.ceremony.findFirst({ where });
    if (!ceremony) return runNotFound;
    return refuseCeremony(ceremony, ctx.now) ?? sign(tx, ctx, current, ceremony, proven.value);
  });
}

async function sign(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  ceremony: Ceremony,
  proof: SignatureProof | null,
): Promise<Result<SignatureRow>> {
  const { runId, signoffKey, personId, decision, comment, method, statement, sha256 } = ceremony;
  const bound = ceremony.scope as CeremonyScope;
  const conditions = ceremony.conditions as CeremonyCondition[];
  if (sha256Hex(statement) !== sha256)
    throw new Error(`The statement of ceremony ${ceremony.id} is not what was hashed`);
  const snapshot = await readSnapshot(tx, scope.run.workspaceId, runId);
  const index = snapshot && indexDocument(snapshot.document);
  const found = index?.signoffs.find(({ signoff }) => signoff.key === signoffKey);
  const place = index?.gateByKey.get(bound.gateKey);
  if (!found || !place || !snapshot) return runNotFound;
  const by = { personId, decision: decision as Decision, now: ctx.now };
  const { scope: covers, answer } = signingNow(snapshot, { place, signoff: found.signoff }, by);
  if (!answer.may) return refuse("forbidden", answer.text);
  const { role, delegation } = answer.authority;
  const decided = refuseDecided(snapshot, place);
  if (decided) return decided;
  const required = await readSigningRequirement(tx, scope.run.workspaceId);
  if (!isEnough(method as SigningMethod, required)) {
    return refuse("ceremony_expired", `Signing here asks for ${requirementWords[required]} by now. Open it again.`);
  }
  const { changed, improved } = changesSince(bound, covers);
  if (role !== bound.role) changed.push({ key: signoffKey, title: bound.role, why: `you now sign as ${role}` });
  if ((delegation?.id ?? null) !== (bound.delegation?.id ?? null)) {
    changed.push({ key: signoffKey, title: bound.role, why: "you now sign with other authority" });
  }
  if (changed.length > 0) {
    return refuse(
      "statement_changed",
      "What you were about to sign has changed. Look at the changes and open it again.",
      {
        current: { changed, improved },
      },
    );
  }
  await tx.ceremony.update({ where: { id: ceremony.id }, data: { usedAt: ctx.now }, select: { id: true } });
  const row = await tx.signature.create({
    data: {
      runId,
      gateKey: bound.gateKey,
      signoffKey,
      personId,
      printedName: bound.printedName,
      role: bound.role,
      ...(bound.delegation ? { delegation: bound.delegation } : {}),
      decision,
      comment,
      method,
      statement,
      sha256,
      scopeDigest: bound.scopeDigest,
      leaves: bound.leaves,
      ceremonyId: ceremony.id,
      ...(proof ? { proof } : {}),
      signedAt: ctx.now,
      conditions: { create: conditions },
    },
    include: { conditions: { orderBy: { id: "asc" } } },
  });
  await startPolling(tx, ctx, runId, bound.gateKey);
  await endNudges(tx, ctx, runId, signoffKey);
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "signature.given",
    subject: { kind: "signature", key: row.id },
    change: {
      gate: bound.gateKey,
      signoff: signoffKey,
      role: bound.role,
      ...(bound.delegation ? { delegation: bound.delegation.id, for: bound.delegation.fromId } : {}),
      decision,
      method,
      sha256,
      scopeDigest: bound.scopeDigest,
      stateRoot: stateRoot(bound.leaves),
      conditions: row.conditions.map(({ id }) => id),
      ...(proof ? proofDigests(proof) : {}),
    },
    text: comment ?? undefined,
  });
  return accept(toSignatureRow(row));
}

/** Takes one's own signature back. The row stays, with when and why. */
export async function withdrawSignature(
  ctx: Context,
  runId: string,
  signatureId: string,
  input: { reason: string },
): Promise<Result<SignatureRow>> {
  return changeRun(ctx, runId, "signature.withdraw", async (tx) => {
    const before = await tx.signature.findFirst({ where: { id: signatureId, runId } });
    const { person } = ctx.actor;
    if (!before || !person) return runNotFound;
    if (before.personId !== person.id)
      return refuse("forbidden", `Only ${before.printedName} withdraws this signature.`);
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why you withdraw your signature.");
    const { count } = await tx.signature.updateMany({
      where: { id: signatureId, runId, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawReason: reason },
    });
    if (count === 0) return refuse("already_done", "This signature is withdrawn already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "signature.withdrawn",
      subject: { kind: "signature", key: signatureId },
      change: {
        gate: before.gateKey,
        signoff: before.signoffKey,
        role: before.role,
        decision: before.decision,
        sha256: before.sha256,
      },
      text: reason,
    });
    const row = await tx.signature.findUniqueOrThrow({
      where: { id: signatureId },
      include: { conditions: { orderBy: { id: "asc" } } },
    });
    return accept(toSignatureRow(row));
  });
}
