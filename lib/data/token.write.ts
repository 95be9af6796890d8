import type { Actor, TokenScope } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { AnonymousContext, Context } from "./context";
import type { Database } from "./database";
import { freshActor } from "./membership.read";
import { proveNothing } from "./prove";
import { transact } from "./transact";

/** What is stored of a new token: everything but its secret. */
export type NewToken = {
  name: string;
  kind: "personal" | "machine";
  scopes: TokenScope[];
  prefix: string;
  hash: Uint8Array<ArrayBuffer>;
  expiresAt: Date;
};

export type CreatedToken = Pick<NewToken, "name" | "kind" | "scopes" | "prefix"> & { id: string; expiresAt: string };

/** Stores a token of the caller's, or one of the workspace's, once they proved who they are. A token mints no tokens. */
export async function createToken(ctx: Context, token: NewToken, prove = proveNothing): Promise<Result<CreatedToken>> {
  const early = minterOf(ctx.actor, token);
  if (!early.ok) return early;
  const proven = await prove();
  if (!proven.ok) return proven;
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const minter = minterOf(actor, token);
    if (!minter.ok) return minter;
    const person = minter.value;
    const { workspaceId } = actor;
    const { kind, ...row } = token;
    const personId = kind === "personal" ? person.id : null;
    const { id } = await tx.apiToken.create({
      data: { ...row, workspaceId, personId, createdById: person.id, createdAt: ctx.now },
      select: { id: true },
    });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, created(id, token));
    return accept(createdToken(id, token));
  });
}

function minterOf(actor: Actor, { kind }: NewToken): Result<NonNullable<Actor["person"]>> {
  const { person } = actor;
  if (!person || !may(actor, "token.own")) return refuse("forbidden", "Sign in to make tokens: a token makes none.");
  if (kind === "machine" && !may(actor, "token.machine")) {
    return refuse("forbidden", "Only admins make machine tokens.");
  }
  return accept(person);
}

/** Stores a personal token for an address; for the command line, whose user holds the database anyway. */
export async function createTokenFor(
  ctx: AnonymousContext,
  email: string,
  token: NewToken,
): Promise<Result<CreatedToken>> {
  return transact(ctx, async (tx) => {
    const membership = await tx.membership.findFirst({
      where: { disabledAt: null, person: { email, disabledAt: null } },
      orderBy: [{ createdAt: "asc" }, { workspaceId: "asc" }],
    });
    if (!membership) return refuse("not_found", `Nobody who may sign in has the address ${email}.`);
    const { kind: _, ...row } = token;
    const { workspaceId, personId } = membership;
    const { id } = await tx.apiToken.create({
      data: { ...row, workspaceId, personId, createdById: personId, createdAt: ctx.now },
      select: { id: true },
    });
    await auditWorkspace(tx, null, workspaceId, ctx.now, created(id, token));
    return accept(createdToken(id, token));
  });
}

/** Revokes one of the caller's tokens, or one of the workspace's; the next request with it finds nobody. */
export async function revokeToken(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { person, workspaceId } = actor;
    if (!person || !may(actor, "token.own")) return refuse("forbidden", "Sign in to revoke tokens.");
    const owners = [{ personId: person.id }, ...(may(actor, "token.machine") ? [{ personId: null }] : [])];
    const { count } = await tx.apiToken.updateMany({
      where: { id, workspaceId, revokedAt: null, OR: owners },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) return refuse("not_found", "There is nothing here, or you may not see it.");
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "token.revoked",
      subject: { kind: "token", key: id },
    });
    return accept(null);
  });
}

/** Notes that a token was used; called once a minute at most. */
export async function touchToken(db: Database, hash: Uint8Array<ArrayBuffer>, now: Date): Promise<void> {
  await db.apiToken.updateMany({ where: { hash }, data: { lastUsedAt: now } });
}

function created(id: string, { name, kind, scopes, expiresAt }: NewToken) {
  return {
    action: "token.created",
    subject: { kind: "token" as const, key: id },
    change: { name, kind, scopes, expiresAt: expiresAt.toISOString() },
  };
}

function createdToken(id: string, { name, kind, scopes, prefix, expiresAt }: NewToken): CreatedToken {
  return { id, name, kind, scopes, prefix, expiresAt: expiresAt.toISOString() };
}
