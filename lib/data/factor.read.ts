import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database } from "./database";
import { findConnection } from "./identity.read";

export type PasskeyRow = {
  id: string;
  name: string;
  backedUp: boolean;
  createdAt: string;
  lastUsedAt: string | null;
};

/** How a person can prove who they are besides their password. */
export type Factors = {
  password: boolean;
  totp: { confirmedAt: string } | null;
  passkeys: PasskeyRow[];
  recoveryCodesLeft: number;
  /** Connected to the provider of single sign-on. */
  singleSignOn: { createdAt: string; lastUsedAt: string } | null;
};

/** The caller's own factors. */
export async function readFactors(ctx: Context): Promise<Result<Factors>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to see how you prove who you are.");
  const row = await ctx.db.person.findUniqueOrThrow({
    where: { id: person.id },
    select: {
      passwordHash: true,
      totp: { select: { confirmedAt: true } },
      passkeys: { where: { removedAt: null }, orderBy: { createdAt: "asc" } },
      _count: { select: { recovery: { where: { usedAt: null } } } },
    },
  });
  return accept({
    password: row.passwordHash !== null,
    totp: row.totp?.confirmedAt ? { confirmedAt: row.totp.confirmedAt.toISOString() } : null,
    passkeys: row.passkeys.map(toPasskeyRow),
    recoveryCodesLeft: row._count.recovery,
    singleSignOn: await findConnection(ctx.db, person.id),
  });
}

export function toPasskeyRow(row: {
  id: string;
  name: string;
  backedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}): PasskeyRow {
  const { id, name, backedUp } = row;
  return {
    id,
    name,
    backedUp,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

export type KnownPasskey = {
  id: string;
  personId: string;
  credentialId: string;
  cose: Uint8Array<ArrayBuffer>;
  spki: Uint8Array<ArrayBuffer>;
  counter: bigint;
  transports: string[];
};

const known = {
  id: true,
  personId: true,
  credentialId: true,
  cose: true,
  spki: true,
  counter: true,
  transports: true,
} as const;

/** The passkeys of an enabled person that still count, oldest first. */
export async function findPasskeys(db: Pick<Database, "passkey">, personId: string): Promise<KnownPasskey[]> {
  return db.passkey.findMany({
    where: { personId, removedAt: null, person: { disabledAt: null } },
    orderBy: { createdAt: "asc" },
    select: known,
  });
}

/** Whose passkey an authenticator names; null when it is nobody's any more. */
export async function findPasskey(db: Pick<Database, "passkey">, credentialId: string): Promise<KnownPasskey | null> {
  return db.passkey.findFirst({
    where: { credentialId, removedAt: null, person: { disabledAt: null } },
    select: known,
  });
}

/** The sealed secret of a person's confirmed authenticator app; null when there is none. */
export async function findTotp(
  db: Pick<Database, "totpFactor">,
  personId: string,
  confirmed = true,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db.totpFactor.findFirst({
    where: { personId, person: { disabledAt: null }, ...(confirmed ? { confirmedAt: { not: null } } : {}) },
    select: { secret: true },
  });
  return row?.secret ?? null;
}

/** What somebody who knows the password still has to show at sign-in. */
export async function secondFactorsOf(
  db: Pick<Database, "totpFactor" | "passkey">,
  personId: string,
): Promise<("totp" | "passkey")[]> {
  const [totp, passkeys] = await Promise.all([findTotp(db, personId), findPasskeys(db, personId)]);
  return [...(totp ? (["totp"] as const) : []), ...(passkeys.length > 0 ? (["passkey"] as const) : [])];
}

/** Whether the person got a second factor at this moment or since: what was begun before it was proven without it. */
export async function factorAddedSince(
  db: Pick<Database, "totpFactor" | "passkey">,
  personId: string,
  begun: Date,
): Promise<boolean> {
  const [apps, passkeys] = await Promise.all([
    db.totpFactor.count({ where: { personId, confirmedAt: { gte: begun } } }),
    db.passkey.count({ where: { personId, removedAt: null, createdAt: { gte: begun } } }),
  ]);
  return apps + passkeys > 0;
}
