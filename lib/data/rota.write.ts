import type { ShiftRow } from "@/lib/domain/go-live-rows";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import { rotaProblem, type Shift } from "@/lib/domain/rota";
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

/** Replaces the whole rota. Whoever is on it contributes to the run: those without a role get that of a contributor. */
export async function setRota(
  ctx: Context,
  runId: string,
  input: RotaInput,
): Promise<Result<{ shifts: ShiftRow[]; version: number }>> {
  return changeRun(ctx, runId, "rota.edit", async (tx, scope) => {
    const { run } = scope;
    if (input.version !== undefined && input.version !== run.version) {
      const current = { id: runId, version: run.version };
      return refuse("conflict", "Somebody changed this run meanwhile. Look at the rota again.", { current });
    }
    const people = await resolve(tx, run.workspaceId, input);
    if (!people.ok) return people;
    const shifts = input.shifts
      .map(({ person, startsAt, endsAt }) => ({ personId: people.value.get(person) ?? "", startsAt, endsAt }))
      .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const message = rotaProblem(shifts);
    if (message !== null) return refuse("invalid_input", message, { problems: [{ path: "shifts", message }] });
    return accept(await putShifts(tx, ctx, scope, shifts));
  });
}

/**
 * Makes the rota what it shall be: shifts that stay as they are keep their row. Whoever has one contributes from then on.
 * The run's row must be locked; nothing is written when nothing changes.
 */
export async function putShifts(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  shifts: readonly Shift[],
): Promise<{ shifts: ShiftRow[]; version: number }> {
  const { id: runId, version } = scope.run;
  const read = () => tx.rotaShift.findMany({ where: { runId }, orderBy: { startsAt: "asc" } });
  const before = (await read()).map(shiftRow);
  const [from, to] = [before.map(lineOf), shifts.map(lineOf)];
  const gone = before.filter((shift) => !to.includes(lineOf(shift)));
  const fresh = shifts.filter((shift) => !from.includes(lineOf(shift)));
  if (gone.length + fresh.length === 0) return { shifts: before, version };
  await tx.rotaShift.deleteMany({ where: { runId, id: { in: gone.map(({ id }) => id) } } });
  await tx.rotaShift.createMany({
    data: fresh.map(({ personId, startsAt, endsAt }) => ({ runId, personId, startsAt, endsAt })),
  });
  await addContributors(tx, ctx, scope, new Set(shifts.map(({ personId }) => personId)));
  await tx.run.update({ where: { id: runId }, data: { version: { increment: 1 } }, select: { id: true } });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "rota.changed",
    subject: { kind: "rota", key: runId },
    change: { shifts: { from, to } },
  });
  return { shifts: (await read()).map(shiftRow), version: version + 1 };
}

function lineOf({ personId, startsAt, endsAt }: Shift): string {
  return `${new Date(startsAt).toISOString()} ${new Date(endsAt).toISOString()} ${personId}`;
}

function shiftRow(row: { id: string; personId: string; startsAt: Date; endsAt: Date }): ShiftRow {
  const { id, personId, startsAt, endsAt } = row;
  return { id, personId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

async function resolve(
  tx: Transaction,
  workspaceId: string,
  { shifts }: RotaInput,
): Promise<Result<Map<string, string>>> {
  const found = new Map<string, string>();
  const problems: Problem[] = [];
  for (const email of new Set(shifts.map(({ person }) => person))) {
    const member = await findMember(tx, workspaceId, email);
    if (member) found.set(email, member.id);
    else problems.push({ path: "shifts", message: `${email} is nobody of this workspace who may do checks.` });
  }
  if (problems.length === 0) return accept(found);
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
