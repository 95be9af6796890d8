import { canonicalJson } from "@/lib/domain/canonical-json";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SigningRequirement } from "@/lib/domain/signing-method";
import { hoursInWords, type WorkingHours } from "@/lib/domain/working-hours";
import { env } from "@/lib/env";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { Prisma } from "./generated/client";
import { freshActor } from "./membership.read";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";
import {
  readSigningRequirement,
  readWorkingHours,
  readWorkspaceSettings,
  type WorkspaceSettings,
} from "./workspace-setting.read";

/** Only what is named changes. Ceremonies that are open are judged by what signing asks from now on as well. */
export async function changeWorkspace(
  ctx: Context,
  change: { signingRequires?: SigningRequirement | undefined; workingHours?: WorkingHours | null | undefined },
): Promise<Result<WorkspaceSettings>> {
  return transact(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await lockWorkspace(tx, workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    if (!may(actor, "workspace.edit")) return refuse("forbidden", "Only admins change the workspace, signed in.");
    if (change.signingRequires === "single_sign_on" && env().GONOGO_OIDC_ISSUER === undefined) {
      return refuse("conflict", "No single sign-on is set up here: nobody could sign.");
    }
    const record = (action: string, from: unknown, to: unknown) =>
      auditWorkspace(tx, actor, workspaceId, ctx.now, {
        action,
        subject: { kind: "workspace", key: workspaceId },
        change: { from, to },
      });
    const { signingRequires, workingHours } = change;
    const signing = await readSigningRequirement(tx, workspaceId);
    if (signingRequires !== undefined && signingRequires !== signing) {
      await tx.workspace.update({ where: { id: workspaceId }, data: { signingRequires }, select: { id: true } });
      await record("workspace.signing_changed", signing, signingRequires);
    }
    const hours = await readWorkingHours(tx, workspaceId);
    if (workingHours !== undefined && canonicalJson(workingHours) !== canonicalJson(hours)) {
      const data = { workingHours: workingHours ?? Prisma.DbNull };
      await tx.workspace.update({ where: { id: workspaceId }, data, select: { id: true } });
      await record("workspace.hours_changed", hoursInWords(hours), hoursInWords(workingHours));
    }
    const settings = await readWorkspaceSettings({ ...ctx, actor, db: ctx.db });
    return settings.ok
      ? accept({
          ...settings.value,
          ...(signingRequires === undefined ? {} : { signingRequires }),
          ...(workingHours === undefined ? {} : { workingHours }),
        })
      : settings;
  });
}
