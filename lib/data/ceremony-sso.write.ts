import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { isSignedInAnew, type SsoProblem } from "@/lib/domain/sso-problem";
import { auditRun } from "./audit.write";
import { refuseCeremony } from "./ceremony.read";
import { countFailure } from "./ceremony-failure.write";
import type { Context } from "./context";
import type { Ceremony } from "./generated/client";
import { findIdentityOwner, type Identity } from "./identity.read";
import { runNotFound, scopeRun } from "./run-scope.read";
import { transact } from "./transact";

/** The caller's own statement that waits for the provider's word. */
export async function findCeremonyForSso(
  ctx: Context,
  { runId, key, id }: { runId: string; key: string; id: string },
): Promise<Result<{ sha256: string }>> {
  const scope = await scopeRun(ctx, runId, "signoff.sign");
  if (!scope.ok) return scope;
  const personId = ctx.actor.person?.id ?? "";
  const ceremony = await ctx.db.ceremony.findFirst({ where: { id, runId, signoffKey: key, personId, method: "oidc" } });
  if (!ceremony) return runNotFound;
  return refuseCeremony(ceremony, ctx.now) ?? accept({ sha256: ceremony.sha256 });
}

/**
 * Puts on record that the person behind an open statement has signed in anew at the provider, in this session. Gives
 * why not; somebody else's sign-in, or an older one, counts as a wrong answer.
 */
export async function proveCeremony(
  ctx: Context,
  ceremonyId: string,
  said: Identity & { authTime: number | null },
): Promise<SsoProblem | null> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return "expired";
  const where = { id: ceremonyId, personId: person.id, method: "oidc" };
  const ceremony = await ctx.db.ceremony.findFirst({ where });
  if (!ceremony || refuseCeremony(ceremony, ctx.now)) return "gone";
  const wrong: SsoProblem | null =
    (await findIdentityOwner(ctx.db, said)) !== person.id
      ? "not_you"
      : isSignedInAnew(said.authTime, ceremony.createdAt)
        ? null
        : "not_anew";
  if (wrong) {
    await countFailure(ctx, ceremony.runId, ceremony);
    return wrong;
  }
  const proven = await transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    const { count } = await tx.ceremony.updateMany({
      where: { ...where, usedAt: null, voidedAt: null, expiresAt: { gt: ctx.now } },
      data: { provenAt: ctx.now, provenSessionId: credential.sessionId },
    });
    if (count === 0) return refuse("ceremony_expired", "The statement is gone.");
    await auditRun(tx, ctx.actor, ceremony.runId, ctx.now, {
      action: "ceremony.proven",
      subject: { kind: "signoff", key: ceremony.signoffKey },
      change: { ceremony: ceremonyId, sha256: ceremony.sha256, ...said },
    });
    return accept(null);
  });
  return proven.ok ? null : "gone";
}

/** An answer that doesn't hold, e.g. forged: counted as any wrong one. */
export async function failCeremony(ctx: Context, ceremonyId: string): Promise<void> {
  const where = { id: ceremonyId, personId: ctx.actor.person?.id ?? "", method: "oidc" };
  const ceremony: Ceremony | null = await ctx.db.ceremony.findFirst({ where });
  if (ceremony) await countFailure(ctx, ceremony.runId, ceremony);
}

/** Whether the provider has vouched for the signer of this statement, in the very session that signs. */
export async function isProvenBySso(ctx: Context, ceremonyId: string, personId: string): Promise<boolean> {
  const { credential } = ctx.actor;
  if (credential.kind !== "session") return false;
  const where = { id: ceremonyId, personId, provenAt: { not: null }, provenSessionId: credential.sessionId };
  return (await ctx.db.ceremony.count({ where })) === 1;
}
