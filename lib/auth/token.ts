import type { AnonymousContext, Context } from "@/lib/data/context";
import type { Prove } from "@/lib/data/prove";
import { type CreatedToken, createToken, createTokenFor, type NewToken } from "@/lib/data/token.write";
import type { TokenScope } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { apiTokenPrefix, makeSecretToken } from "./secret-token";

export type TokenInput = {
  name: string;
  kind: "personal" | "machine";
  scopes?: TokenScope[] | undefined;
  expiresInDays: number;
};

/** A token with the secret that is shown this once. */
export type TokenWithSecret = CreatedToken & { secret: string };

/** Makes a token for the caller, or a machine token for the workspace. `prove` asks again who is there. */
export async function mintToken(ctx: Context, input: TokenInput, prove: Prove): Promise<Result<TokenWithSecret>> {
  const scopes = [...new Set(input.scopes ?? [])];
  if (input.kind === "machine" && scopes.length === 0) return scopeProblem("A machine token needs at least one scope.");
  if (input.kind === "personal" && scopes.length > 0) {
    return scopeProblem("A personal token has its person's rights; scopes are for machine tokens.");
  }
  const { secret, token } = newToken({ ...input, scopes }, ctx.now);
  const created = await createToken(ctx, token, prove);
  return created.ok ? accept({ ...created.value, secret }) : created;
}

/** Makes a personal token for an address; for the command line. */
export async function mintTokenFor(
  ctx: AnonymousContext,
  input: { email: string; name: string; expiresInDays: number },
): Promise<Result<TokenWithSecret>> {
  const { secret, token } = newToken({ ...input, kind: "personal", scopes: [] }, ctx.now);
  const created = await createTokenFor(ctx, normaliseEmail(input.email), token);
  return created.ok ? accept({ ...created.value, secret }) : created;
}

function newToken(input: TokenInput & { scopes: TokenScope[] }, now: Date): { secret: string; token: NewToken } {
  const { secret, hash } = makeSecretToken(apiTokenPrefix);
  const { name, kind, scopes } = input;
  const expiresAt = new Date(now.getTime() + input.expiresInDays * 86_400_000);
  return { secret, token: { name, kind, scopes, hash, expiresAt, prefix: secret.slice(0, 10) } };
}

function scopeProblem(message: string) {
  return refuse("invalid_input", message, { problems: [{ path: "scopes", message }] });
}
