import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SigningRequirement } from "@/lib/domain/signing-method";
import type { Context } from "./context";
import type { Transaction } from "./database";

export type WorkspaceSettings = { id: string; name: string; signingRequires: SigningRequirement };

/** The settings every member may know. */
export async function readWorkspaceSettings(ctx: Context): Promise<Result<WorkspaceSettings>> {
  if (!may(ctx.actor, "workspace.read")) return refuse("forbidden", "This token may not read the workspace.");
  const { id, name, signingRequires } = await ctx.db.workspace.findUniqueOrThrow({
    where: { id: ctx.actor.workspaceId },
  });
  return accept({ id, name, signingRequires: signingRequires as SigningRequirement });
}

/** What a signature in this workspace asks at the least, now. */
export async function readSigningRequirement(
  tx: Pick<Transaction, "workspace">,
  workspaceId: string,
): Promise<SigningRequirement> {
  const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { signingRequires: true } });
  return row.signingRequires as SigningRequirement;
}
