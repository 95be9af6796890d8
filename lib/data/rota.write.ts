import { normaliseEmail } from "@/lib/domain/email";
import type { ShiftRow } from "@/lib/domain/go-live-rows";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import { rotaChanges, rotaProblem, type Shift, shiftId } from "@/lib/domain/rota";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { findMember } from "./roster.read";
import { changeRun } from "./run-change.write";
import type { RunScope } from "./run-scope.read";

/** `person` is a mail address; `version` that of the run it was decided on. */
export type RotaInput = {
  shifts: readonly { person: string; startsAt: string; endsAt: string }[];
  version?: number | undefined;
};

/**
 * Replaces the whole rota. Whoever gets a shift contributes to the run: those without a role get that of a contributor.
 * Shifts that stay as they are ask nothing of their person: what somebody did who has left since stays as it was.
 */
export async function setRota(
  ctx: Context,
  runId: string,
  input: RotaInput,
): Promise<Result<{ shifts: ShiftRow[]; version: number }>> {
  return changeRun(ctx, runId, "rota.edit", async (tx, scope) => {
    const { run } = scope;
    const before = await readShifts(tx, runId);
    if (input.version !== undefined && input.version !== run.version) {
      const current = { id: runId, version: run.version, shifts: before };
      return refuse("conflict", "Somebody changed this run meanwhile. Look at the rota again.", { current });
    }
    const named = await nameShifts(tx, run.workspaceId, before, input.shifts);
    if (!named.ok) return named;
    const shifts = named.value.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const message = rotaProblem(shifts);
    if (message !== null) return refuse("invalid_input", message, { problems: [{ path: "shifts", message }] });
    const joining = rotaChanges(before, shifts).fresh.map(({ personId }) => personId);
    return accept(await putShifts(tx, ctx, scope, shifts, joining));
  });
}

/**
 * Makes the rota what it shall be: shifts that stay as they are keep their row. `joining` contribute from then on.
 * The run's row must be locked; nothing is written when nothing changes.
 */
export async function putShifts(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  shifts: readonly Shift[],
  joining: readonly string[],
): Promise<{ shifts: ShiftRow[]; version: number }> {
  const { id: runId, version } = scope.run;
  const before = await readShifts(tx, runId);
  const { gone, fresh } = rotaChanges(before, shifts);
  if (gone.length + fresh.length === 0) return { shifts: before, version };
  await tx.rotaShift.deleteMany({ where: { runId, id: { in: gone.map(({ id }) => id) } } });
  await tx.rotaShift.createMany({
    data: fresh.map(({ personId, startsAt, endsAt }) => ({ runId, personId, startsAt, endsAt })),
  });
  await addContributors(tx, ctx, scope, new Set(joining));
  await tx.run.update({ where: { id: runId }, data: { version: { increment: 1 } }, select: { id: true } });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "rota.changed",
    subject: { kind: "rota", key: runId },
    change: { shifts: { from: before.map(shiftId), to: shifts.map(shiftId) } },
  });
  return { shifts: await readShifts(tx, runId), version: version + 1 };
}

async function readShifts(tx: Transaction, runId: string): Promise<ShiftRow[]> {
  return (await tx.rotaShift.findMany({ where: { runId }, orderBy: { startsAt: "asc" } })).map(shiftRow);
}

function shiftRow(row: { id: string; personId: string; startsAt: Date; endsAt: Date }): ShiftRow {
  const { id, personId, startsAt, endsAt } = row;
  return { id, personId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** Addresses become people. Only a shift that is new or changed needs one of the workspace who takes part. */
async function nameShifts(
  tx: Transaction,
  workspaceId: string,
  before: readonly Shift[],
  shifts: RotaInput["shifts"],
): Promise<Result<Shift[]>> {
  const known = await tx.person.findMany({
    where: { id: { in: before.map(({ personId }) => personId) } },
    select: { id: true, email: true },
  });
  const ids = new Map(known.map(({ id, email }) => [email, id]));
  const named = shifts.map(({ person, ...times }) => ({
    ...times,
    personId: ids.get(normaliseEmail(person)) ?? "",
    person,
  }));
  const asked = new Map<string, string | null>();
  for (const { person } of rotaChanges(before, named).fresh) {
    if (!asked.has(person)) asked.set(person, (await findMember(tx, workspaceId, person))?.id ?? null);
  }
  const problems = [...asked].flatMap(([email, id]): Problem[] =>
    id === null ? [{ path: "shifts", message: `${email} is nobody of this workspace who may do checks.` }] : [],
  );
  if (problems.length === 0) {
    return accept(named.map(({ person, ...shift }) => ({ ...shift, personId: asked.get(person) ?? shift.personId })));
  }
  return refuse("invalid_input", problems.map(({ message }) => message).join(" "), { problems });
}

/** Whoever isn't in the run yet ticks in it from then on. */
export async function addContributors(tx: Transaction, ctx: Context, scope: RunScope, ids: ReadonlySet<string>) {
  const { run, roster } = scope;
  const known = new Set([run.leadId, ...roster.map(({ personId }) => personId)]);
  const added = [...ids].filter((id) => !known.has(id));
  if (added.length === 0) return;
  const position = roster.length;
  await tx.rosterEntry.createMany({
    data: added.map((personId, n) => ({ runId: run.id, role: "contributor", personId, position: position + n })),
  });
  await tx.run.update({ where: { id: run.id }, data: { policyEpoch: { increment: 1 } }, select: { id: true } });
  await auditRun(tx, ctx.actor, run.id, ctx.now, {
    action: "roster.changed",
    subject: { kind: "roster", key: "contributor" },
    change: { added },
  });
}
