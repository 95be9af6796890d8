import type { WorkspaceRole } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { AnonymousContext, Context } from "./context";

/**
 * Whoever the command line acts as: the person named, else the first owner. Whoever may run it holds the database
 * anyway; it signs nothing, as if it came with a token of theirs.
 */
export async function commandLineContext(ctx: AnonymousContext, email: string | undefined): Promise<Result<Context>> {
  const membership = await ctx.db.membership.findFirst({
    where: {
      disabledAt: null,
      person: { disabledAt: null, ...(email === undefined ? {} : { email: normaliseEmail(email) }) },
      ...(email === undefined ? { roles: { has: "owner" } } : {}),
    },
    orderBy: [{ createdAt: "asc" }, { workspaceId: "asc" }],
    select: { workspaceId: true, roles: true, person: { select: { id: true, name: true, email: true } } },
  });
  if (!membership) {
    return refuse(
      "not_found",
      email === undefined ? "Nobody owns a workspace yet." : `Nobody here has the address ${email}.`,
    );
  }
  const { workspaceId, person } = membership;
  return accept({
    ...ctx,
    actor: {
      workspaceId,
      person,
      roles: membership.roles as WorkspaceRole[],
      credential: { kind: "personal_token", tokenId: "command-line" },
    },
  });
}
