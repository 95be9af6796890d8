import type { AnonymousContext, Context } from "@/lib/data/context";
import { findOpenInvitation, type OpenInvitation } from "@/lib/data/invitation.read";
import { createInvitation, type NewInvitation } from "@/lib/data/invitation.write";
import { acceptInvitation, invitationInvalid, type Joiner } from "@/lib/data/invitation-accept.write";
import type { Prove } from "@/lib/data/prove";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Place } from "./client";
import { sealDevice } from "./device";
import { invitationLink } from "./link";
import { newPasswordHash } from "./new-password";
import { hashSecretToken, makeSecretToken } from "./secret-token";
import { type SignedIn, verifyAccount } from "./sign-in";

/** Invites an address; the link is in this answer, and in a mail where there is mail. `prove` is called for lasting power. */
export async function invite(
  ctx: Context,
  { email, roles }: { email: string; roles: WorkspaceRole[] },
  prove: Prove,
): Promise<Result<NewInvitation & { url: string; mailed: boolean }>> {
  const { secret, hash } = makeSecretToken();
  const url = invitationLink(secret);
  const created = await createInvitation(ctx, { email, roles, tokenHash: hash, url }, prove);
  return created.ok ? accept({ ...created.value, url }) : created;
}

/** What a link invites to, for the page behind it; null when it opens nothing. */
export async function openInvitation(ctx: AnonymousContext, secret: string): Promise<OpenInvitation | null> {
  return findOpenInvitation(ctx.db, hashSecretToken(secret), ctx.now);
}

/** Joins as a new person, or, where the address has an account, as its owner: then the password must be theirs. */
export async function joinByInvitation(
  ctx: AnonymousContext,
  input: { token: string; name: string; password: string; code?: string | undefined },
  place: Place,
): Promise<Result<SignedIn>> {
  const invitation = await openInvitation(ctx, input.token);
  if (!invitation) return invitationInvalid;
  const joiner = await joinerOf(ctx, invitation, input, place);
  if (!joiner.ok) return joiner;
  const started = await acceptInvitation(ctx, hashSecretToken(input.token), joiner.value, place);
  if (!started.ok) return started;
  const { person } = started.value.actor;
  return accept({ ...started.value, deviceSeal: sealDevice(person?.id ?? "", place) });
}

async function joinerOf(
  ctx: AnonymousContext,
  { email, hasAccount }: OpenInvitation,
  { name, password, code }: { name: string; password: string; code?: string | undefined },
  place: Place,
): Promise<Result<Joiner>> {
  if (hasAccount) {
    const known = await verifyAccount(ctx, { email, password, code }, place);
    if (known.ok) return accept({ kind: "known", personId: known.value.id, passwordHash: known.value.passwordHash });
    if (known.code !== "unauthenticated") return known;
    return refuse("unauthenticated", "This address has an account here: join with the password of that account.");
  }
  const passwordHash = await newPasswordHash(password, email);
  return passwordHash.ok ? accept({ kind: "new", name, passwordHash: passwordHash.value }) : passwordHash;
}
