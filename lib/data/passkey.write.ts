import { createHash } from "node:crypto";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { AnonymousContext, Context } from "./context";
import type { Database } from "./database";
import { type PasskeyRow, toPasskeyRow } from "./factor.read";
import { refuseBegunBefore } from "./factor-begun.write";
import { auditPerson } from "./person-audit.write";
import { endRecoveryWithoutFactor, firstRecoveryCodes } from "./recovery-code.write";
import { type Client, openSession, type StartedSession } from "./session.write";
import { transact } from "./transact";

export const passkeyNotFound = refuse("not_found", "There is nothing here, or you may not see it.");
const passkeysPerPerson = 20;

export type NewPasskey = {
  name: string;
  credentialId: string;
  cose: Uint8Array<ArrayBuffer>;
  spki: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  backedUp: boolean;
};

/** Keeps a passkey that has just been registered; its key's digest goes on record, so that nobody can exchange it later. */
export async function addPasskey(
  ctx: Context,
  personId: string,
  passkey: NewPasskey,
  begun: Date,
  recoveryHashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result<{ passkey: PasskeyRow; recoveryCodes: boolean }>> {
  return transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    const late = await refuseBegunBefore(tx, personId, async () => begun);
    if (late) return late;
    const there = await tx.passkey.findUnique({ where: { credentialId: passkey.credentialId }, select: { id: true } });
    if (there) return refuse("already_done", "This passkey is known already.");
    if ((await tx.passkey.count({ where: { personId, removedAt: null } })) >= passkeysPerPerson) {
      return refuse("conflict", `You have ${passkeysPerPerson} passkeys. Remove one first.`);
    }
    const row = await tx.passkey.create({
      data: { ...passkey, counter: BigInt(passkey.counter), personId, createdAt: ctx.now },
    });
    const made = await firstRecoveryCodes(tx, personId, ctx.now, recoveryHashes);
    await auditPerson(tx, ctx.actor, personId, ctx.now, {
      action: "passkey.added",
      change: { passkey: row.id, sha256: createHash("sha256").update(passkey.spki).digest("hex"), recoveryCodes: made },
    });
    return accept({ passkey: toPasskeyRow(row), recoveryCodes: made });
  });
}

export async function renamePasskey(ctx: Context, passkeyId: string, name: string): Promise<Result<PasskeyRow>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change your passkeys.");
  return transact(ctx, async (tx) => {
    const [row] = await tx.passkey.updateManyAndReturn({
      where: { id: passkeyId, personId: person.id, removedAt: null },
      data: { name },
    });
    return row ? accept(toPasskeyRow(row)) : passkeyNotFound;
  });
}

/** It opens and signs nothing from here on; what it signed stays verifiable. */
export async function removePasskey(ctx: Context, personId: string, passkeyId: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const { count } = await tx.passkey.updateMany({
      where: { id: passkeyId, personId, removedAt: null },
      data: { removedAt: ctx.now },
    });
    if (count === 0) return passkeyNotFound;
    await endRecoveryWithoutFactor(tx, personId);
    await auditPerson(tx, ctx.actor, personId, ctx.now, { action: "passkey.removed", change: { passkey: passkeyId } });
    return accept(null);
  });
}

/** Notes a use. False when it was removed meanwhile, or its counter didn't grow: then somebody has a copy. */
export async function notePasskeyUse(
  db: Pick<Database, "passkey">,
  passkeyId: string,
  counter: number,
  now: Date,
): Promise<boolean> {
  const grown = counter === 0 ? { equals: 0n } : { lt: BigInt(counter) };
  const { count } = await db.passkey.updateMany({
    where: { id: passkeyId, removedAt: null, counter: grown },
    data: { counter: BigInt(counter), lastUsedAt: now },
  });
  return count === 1;
}

/** Opens a session for whoever has just answered with a passkey. */
export async function startPasskeySession(
  ctx: AnonymousContext,
  passkey: { id: string; personId: string },
  counter: number,
  client: Client,
): Promise<Result<StartedSession>> {
  return transact(ctx, async (tx) => {
    const refused = refuse("unauthenticated", "This passkey opens nothing here.");
    if (!(await notePasskeyUse(tx, passkey.id, counter, ctx.now))) return refused;
    const person = await tx.$queryRaw<unknown[]>`
      select 1 from person where id = ${passkey.personId} and disabled_at is null for share`;
    return person.length === 0 ? refused : openSession(tx, passkey.personId, client, ctx.now, null);
  });
}
