import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SigningRequirement } from "@/lib/domain/signing-method";
import { env } from "@/lib/env";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";
import { readSigningRequirement, readWorkspaceSettings, type WorkspaceSettings } from "./workspace-setting.read";

/** Says what signing asks from now on; ceremonies that are open are judged by it as well. */
export async function changeWorkspace(
  ctx: Context,
  change: { signingRequires: SigningRequirement },
): Promise<Result<WorkspaceSettings>> {
  return transact(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await lockWorkspace(tx, workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    if (!may(actor, "workspace.edit")) return refuse("forbidden", "Only admins change the workspace, signed in.");
    if (change.signingRequires === "single_sign_on" && env().GONOGO_OIDC_ISSUER === undefined) {
      return refuse("conflict", "No single sign-on is set up here: nobody could sign.");
    }
    const from = await readSigningRequirement(tx, workspaceId);
    if (from !== change.signingRequires) {
      await tx.workspace.update({ where: { id: workspaceId }, data: change, select: { id: true } });
      await auditWorkspace(tx, actor, workspaceId, ctx.now, {
        action: "workspace.signing_changed",
        subject: { kind: "workspace", key: workspaceId },
        change: { from, to: change.signingRequires },
      });
    }
    const settings = await readWorkspaceSettings({ ...ctx, actor, db: ctx.db });
    return settings.ok ? accept({ ...settings.value, ...change }) : settings;
  });
}
