import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SigningRequirement } from "@/lib/domain/signing-method";
import type { WorkingHours } from "@/lib/domain/working-hours";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";

export type WorkspaceSettings = {
  id: string;
  name: string;
  signingRequires: SigningRequirement;
  workingHours: WorkingHours | null;
};

/** The settings every member may know. */
export async function readWorkspaceSettings(ctx: Context): Promise<Result<WorkspaceSettings>> {
  if (!may(ctx.actor, "workspace.read")) return refuse("forbidden", "This token may not read the workspace.");
  const { id, name, signingRequires, workingHours } = await ctx.db.workspace.findUniqueOrThrow({
    where: { id: ctx.actor.workspaceId },
  });
  return accept({
    id,
    name,
    signingRequires: signingRequires as SigningRequirement,
    workingHours: workingHours as WorkingHours | null,
  });
}

/** What a signature in this workspace asks at the least, now. */
export async function readSigningRequirement(
  tx: Pick<Transaction, "workspace">,
  workspaceId: string,
): Promise<SigningRequirement> {
  const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { signingRequires: true } });
  return row.signingRequires as SigningRequirement;
}

/** When work goes on, now: forecasts that were stored are brought to it as they are read. */
export async function readWorkingHours(
  db: Database | Pick<Transaction, "workspace">,
  workspaceId: string,
): Promise<WorkingHours | null> {
  const row = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { workingHours: true } });
  return row.workingHours as WorkingHours | null;
}
