import { env } from "@/lib/env";
import type { Database } from "./database";

export type Identity = { issuer: string; subject: string };

/** Whose an identity of the provider is; null when nobody's here. */
export async function findIdentityOwner(
  db: Pick<Database, "federatedIdentity">,
  { issuer, subject }: Identity,
): Promise<string | null> {
  const row = await db.federatedIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
  return row?.personId ?? null;
}

/** When somebody was connected to the provider that is set now; null when they aren't. */
export async function findConnection(
  db: Pick<Database, "federatedIdentity">,
  personId: string,
): Promise<{ createdAt: string; lastUsedAt: string } | null> {
  const issuer = env().GONOGO_OIDC_ISSUER;
  const row = issuer === undefined ? null : await db.federatedIdentity.findFirst({ where: { personId, issuer } });
  return row && { createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt.toISOString() };
}
