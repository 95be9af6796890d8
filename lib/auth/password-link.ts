import type { AnonymousContext } from "@/lib/data/context";
import { createPasswordReset } from "@/lib/data/password.write";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Result } from "@/lib/domain/refusal";
import { passwordResetLink } from "./link";
import { makeSecretToken } from "./secret-token";

/** Makes a link that sets a new password once, within an hour. Apart from what hashes passwords: jobs load this, too. */
export async function makePasswordReset(ctx: AnonymousContext, email: string): Promise<Result<string>> {
  const { secret, hash } = makeSecretToken();
  const created = await createPasswordReset(ctx, normaliseEmail(email), hash);
  return created.ok ? accept(passwordResetLink(secret)) : created;
}
