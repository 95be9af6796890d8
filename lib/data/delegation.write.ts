import { refuseDelegation } from "@/lib/domain/delegation-decision";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { indexRoster } from "@/lib/domain/roster";
import type { DelegationRow } from "@/lib/domain/signing-rows";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { toDelegationRow } from "./delegation.read";
import { findMember } from "./roster.read";
import { changeRun, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/** `to` is a mail address, `until` ISO. */
export type DelegationInput = { role: string; to: string; reason: string; until: string };

/** Hands one's role on for this run. It lets sign only once the delegate has accepted. */
export async function delegateRole(
  ctx: Context,
  runId: string,
  input: DelegationInput,
): Promise<Result<DelegationRow>> {
  return changeRun(ctx, runId, "delegation.give", async (tx, { run, roster, index }) => {
    const { person } = ctx.actor;
    if (!person) return runNotFound;
    const to = await findMember(tx, run.workspaceId, input.to);
    if (!to) {
      const message = `${input.to} is nobody of this workspace who may sign. Invite them first; auditors sign nothing.`;
      return refuse("invalid_input", message, { problems: [{ path: "to", message }] });
    }
    const rows = await tx.delegation.findMany({ where: { runId, fromId: person.id } });
    const reason = reasonIn(input.reason);
    const asked = { role: input.role, toId: to.id, reason, until: input.until };
    const refused = refuseDelegation(asked, person.id, {
      roster: indexRoster(roster),
      delegations: rows.map(toDelegationRow),
      signed: index.signoffs.flatMap(({ signoff }) => signoff.roles),
      nowMs: ctx.now.getTime(),
    });
    if (refused) return refused;
    const row = await tx.delegation.create({
      data: {
        runId,
        role: input.role,
        fromId: person.id,
        toId: to.id,
        reason: reason ?? "",
        createdAt: ctx.now,
        until: input.until,
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "delegation.given",
      subject: { kind: "delegation", key: row.id },
      change: { role: row.role, to: row.toId, until: row.until.toISOString() },
      text: row.reason,
    });
    return accept(toDelegationRow(row));
  });
}

/** The delegate takes it on: from here until its end they sign for whoever gave it. */
export async function acceptDelegation(ctx: Context, runId: string, id: string): Promise<Result<DelegationRow>> {
  return changeRun(ctx, runId, "delegation.answer", async (tx) => {
    const row = await tx.delegation.findFirst({ where: { id, runId } });
    if (!row) return runNotFound;
    if (row.toId !== ctx.actor.person?.id) return refuse("forbidden", "Only who it was delegated to accepts it.");
    if (row.revokedAt) return refuse("already_done", "This delegation was taken back.");
    if (row.until <= ctx.now) return refuse("already_done", "This delegation has ended.");
    const { count } = await tx.delegation.updateMany({
      where: { id, runId, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: ctx.now },
    });
    if (count === 0) return refuse("already_done", "You have accepted this already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "delegation.accepted",
      subject: { kind: "delegation", key: id },
      change: { role: row.role, from: row.fromId, until: row.until.toISOString() },
    });
    return accept(toDelegationRow({ ...row, acceptedAt: ctx.now }));
  });
}

/** Ends it: its giver takes it back, its delegate declines, or the lead steps in. What was signed meanwhile stands. */
export async function revokeDelegation(
  ctx: Context,
  runId: string,
  id: string,
  input: { reason: string },
): Promise<Result<DelegationRow>> {
  return changeRun(ctx, runId, "delegation.answer", async (tx, { facts }) => {
    const row = await tx.delegation.findFirst({ where: { id, runId } });
    const { person } = ctx.actor;
    if (!row || !person) return runNotFound;
    if (!facts.lead && row.fromId !== person.id && row.toId !== person.id) {
      return refuse("forbidden", "Who gave it, who has it, or the lead ends a delegation.");
    }
    const { count } = await tx.delegation.updateMany({
      where: { id, runId, revokedAt: null },
      data: { revokedAt: ctx.now, revokedById: person.id },
    });
    if (count === 0) return refuse("already_done", "This delegation has ended already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: row.toId === person.id ? "delegation.declined" : "delegation.revoked",
      subject: { kind: "delegation", key: id },
      change: { role: row.role, from: row.fromId, to: row.toId },
      text: reasonIn(input.reason) ?? undefined,
    });
    return accept(toDelegationRow({ ...row, revokedAt: ctx.now }));
  });
}
