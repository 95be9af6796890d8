import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import type { Context } from "./context";
import { refuseBegunBefore } from "./factor-begun.write";
import { findIdentityOwner, type Identity } from "./identity.read";
import { auditPerson } from "./person-audit.write";
import { transact } from "./transact";

/** Connects the caller's account to who they are at the provider. Refuses `conflict` when either is connected already. */
export async function linkIdentity(ctx: Context, identity: Identity, begun: Date): Promise<Result<null>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to connect single sign-on.");
  const { issuer, subject } = identity;
  return transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`identity ${issuer} ${subject}`}, 0))`;
    const late = await refuseBegunBefore(tx, person.id, async () => begun);
    if (late) return late;
    const owner = await findIdentityOwner(tx, identity);
    if (owner === person.id) return accept(null);
    const other = await tx.federatedIdentity.count({ where: { personId: person.id, issuer } });
    if (owner !== null || other > 0) return refuse("conflict", "Connected already.");
    await tx.federatedIdentity.create({
      data: { issuer, subject, personId: person.id, createdAt: ctx.now, lastUsedAt: ctx.now },
      select: { issuer: true },
    });
    await auditPerson(tx, ctx.actor, person.id, ctx.now, {
      action: "single_sign_on.connected",
      change: { issuer, subject },
    });
    return accept(null);
  });
}

/** Takes the connection away; refuses where it is the only way in. */
export async function unlinkIdentity(ctx: Context, personId: string): Promise<Result<null>> {
  const issuer = env().GONOGO_OIDC_ISSUER;
  return transact(ctx, async (tx) => {
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { passwordHash: true } });
    const { count } = await tx.federatedIdentity.deleteMany({ where: { personId, ...(issuer ? { issuer } : {}) } });
    if (count === 0) return refuse("not_found", "There is nothing here, or you may not see it.");
    if (person.passwordHash === null) {
      return refuse("conflict", "You have no password: without single sign-on you couldn't sign in any more.");
    }
    await auditPerson(tx, ctx.actor, personId, ctx.now, { action: "single_sign_on.disconnected", change: { issuer } });
    return accept(null);
  });
}
