import type { Actor } from "@/lib/domain/actor";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { may } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import type { SigningRequirement } from "@/lib/domain/signing-method";
import { hoursInWords, type WorkingHours } from "@/lib/domain/working-hours";
import { env } from "@/lib/env";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { Prisma } from "./generated/client";
import { freshActor } from "./membership.read";
import { notProven, proveNothing } from "./prove";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";
import {
  readSigningRequirement,
  readWorkingHours,
  readWorkspaceSettings,
  type WorkspaceSettings,
} from "./workspace-setting.read";

/**
 * Only what is named changes. Ceremonies that are open are judged by what signing asks from now on as well. Asks who is
 * there before it changes how signatures are proven.
 */
export async function changeWorkspace(
  ctx: Context,
  change: { signingRequires?: SigningRequirement | undefined; workingHours?: WorkingHours | null | undefined },
  prove = proveNothing,
): Promise<Result<WorkspaceSettings>> {
  const { workspaceId } = ctx.actor;
  const early = refuseSetting(ctx.actor, change.signingRequires);
  if (early) return early;
  const changesSigning = async (tx: Pick<Transaction, "workspace">) =>
    change.signingRequires !== undefined && change.signingRequires !== (await readSigningRequirement(tx, workspaceId));
  const proven = (await changesSigning(ctx.db)) ? await prove() : null;
  if (proven && !proven.ok) return proven;
  return transact(ctx, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    const refusal = refuseSetting(actor, change.signingRequires);
    if (refusal) return refusal;
    if (!proven && (await changesSigning(tx))) return notProven;
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

function refuseSetting(actor: Actor, signing: SigningRequirement | undefined): Refusal | null {
  if (!may(actor, "workspace.edit")) return refuse("forbidden", "Only admins change the workspace, signed in.");
  if (signing === "single_sign_on" && env().GONOGO_OIDC_ISSUER === undefined) {
    return refuse("conflict", "No single sign-on is set up here: nobody could sign.");
  }
  return null;
}
