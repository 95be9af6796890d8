import { type Answers, decideAnswers } from "@/lib/domain/answers";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { refuseOwnRole } from "@/lib/domain/own-role";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { roleId } from "@/lib/domain/roster";
import type { Artefact } from "@/lib/domain/run";
import { type RunMove, rewordRun } from "@/lib/domain/run-move";
import { readRun } from "@/lib/domain/run-state";
import type { RunView } from "@/lib/domain/run-view-schema";
import { refuseUndoing } from "@/lib/domain/standing-decision";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { reopenUnproven } from "./evidence-reopen.write";
import { Prisma } from "./generated/client";
import { writeItemMove } from "./item-move.write";
import { findMember, type RoleFilling, type RosterInput, resolveRoster } from "./roster.read";
import { rosterRows } from "./run.write";
import { changeRun } from "./run-change.write";
import type { RunScope } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { readRunView } from "./run-view.read";
import { endWaivers } from "./waiver-end.write";

/** Only what is named changes; `null` empties. Roles named in `roster` are replaced, an empty list clears one. */
export type EditInput = {
  name?: string | undefined;
  environment?: string | undefined;
  targetAt?: string | null | undefined;
  artefact?: Artefact | null | undefined;
  roundTheClock?: boolean | undefined;
  /** IANA name; `null` takes the workspace's. */
  timeZone?: string | null | undefined;
  /** Those named are replaced, an empty one is taken back. */
  answers?: Answers | undefined;
  /** Mail address of the new lead. */
  lead?: string | undefined;
  roster?: RosterInput | undefined;
  /** Version of the run this was decided on; another one is a conflict. */
  version?: number | undefined;
};

/** What decides who may do what, or which items there are: ticks decided before are decided anew. */
const ruling = ["artefact", "lead", "environment", "answers"];

const defining = ["artefact", "environment", "answers"];

/** What conditions go by. */
const deciding = ["name", "environment", "targetAt", "artefact", "answers"] as const;

type Change = { from: unknown; to: unknown };

/** Changes the run's own data: one audit entry for its fields, one for each role that changed, none for what stays. */
export async function editRun(ctx: Context, runId: string, input: EditInput): Promise<Result<RunView>> {
  return changeRun(ctx, runId, "run.edit", async (tx, scope) => {
    const { run, version } = scope;
    if (input.version !== undefined && input.version !== run.version) {
      const current = { id: runId, version: run.version, name: run.name, environment: run.environment };
      return refuse("conflict", "Somebody changed this run meanwhile. Look at it again.", { current });
    }
    const before = deciding.some((name) => input[name] !== undefined)
      ? await readSnapshot(tx, run.workspaceId, runId)
      : null;
    const roster = await resolveRoster(tx, run.workspaceId, input.roster ?? {});
    if (!roster.ok) return roster;
    const ownRole = refuseOwnRole(ctx.actor.person?.id, {
      lead: scope.facts.lead,
      signing: scope.index.signoffs.flatMap(({ signoff }) => signoff.roles),
      before: scope.roster,
      after: roster.value.flatMap(({ role, people }) => people.map(({ id: personId }) => ({ role, personId }))),
    });
    if (ownRole) return ownRole;
    const answers = input.answers ? decideAnswers(version.document, input.answers, run.answers) : accept(undefined);
    if (!answers.ok) return answers;
    const fields = await changeFields(tx, ctx, scope, { ...input, answers: answers.value });
    if (!fields.ok) return fields;
    const after = before && (await readSnapshot(tx, run.workspaceId, runId));
    const now = ctx.now.toISOString();
    const undoing = before && after && refuseUndoing(readRun(before, now), readRun(after, now));
    if (undoing) return undoing;
    if (before && answers.value && "answers" in fields.value) {
      await askAnew(tx, ctx, rewordRun(before, version, answers.value, ctx.now.toISOString()));
    }
    const roles: string[] = [];
    for (const filling of roster.value) {
      const change = await changeRole(tx, runId, filling);
      if (!change) continue;
      roles.push(filling.role);
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "roster.changed",
        subject: { kind: "roster", key: filling.role },
        change,
      });
    }
    const rules = roles.length > 0 || ruling.some((name) => name in fields.value);
    if (rules || Object.keys(fields.value).length > 0) {
      await tx.run.update({
        where: { id: runId },
        data: { version: { increment: 1 }, ...(rules ? { policyEpoch: { increment: 1 } } : {}) },
      });
    }
    if ("artefact" in fields.value) await reopenUnproven(tx, run.workspaceId, runId, ctx.now, "other_artefact");
    return readRunView(tx, run.workspaceId, runId, ctx.now);
  });
}

/** What was done, or accepted, of other words is asked again, as when a run moves to another version. */
async function askAnew(tx: Transaction, ctx: Context, { items, waivers, after }: RunMove): Promise<void> {
  for (const item of items) await writeItemMove(tx, ctx, after.run.id, item);
  await endWaivers(tx, ctx, after.run.id, waivers, "Its words changed with an answer.");
}

async function changeFields(
  tx: Transaction,
  ctx: Context,
  { run: { id: runId }, facts }: RunScope,
  input: EditInput,
): Promise<Result<Record<string, Change>>> {
  const before = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      name: true,
      environment: true,
      targetAt: true,
      originalTargetAt: true,
      timeZone: true,
      roundTheClock: true,
      artefact: true,
      answers: true,
      leadId: true,
    },
  });
  const lead = input.lead === undefined ? null : await findMember(tx, ctx.actor.workspaceId, input.lead);
  if (input.lead !== undefined && !lead) {
    const message = `${input.lead} is not a person of this workspace who can lead a run.`;
    return refuse("invalid_input", message, { problems: [{ path: "lead", message }] });
  }
  const targetAt = input.targetAt ? new Date(input.targetAt).toISOString() : input.targetAt;
  const wanted = {
    name: input.name,
    environment: input.environment,
    targetAt,
    roundTheClock: input.roundTheClock,
    timeZone: input.timeZone,
    artefact: input.artefact,
    answers: input.answers,
    leadId: lead?.id,
  };
  const { originalTargetAt: _, ...fields } = before;
  const stood = { ...fields, targetAt: before.targetAt?.toISOString() ?? null };
  const changes = differences(stood, wanted);
  if (Object.keys(changes).length === 0) return accept({});
  if (defining.some((name) => name in changes) && !may(ctx.actor, "run.define", facts)) {
    return refuse("forbidden", "What is deployed where, and what was answered, the run's lead changes.");
  }
  await tx.run.update({
    where: { id: runId },
    data: {
      ...("name" in changes && input.name !== undefined ? { name: input.name } : {}),
      ...("environment" in changes && input.environment !== undefined ? { environment: input.environment } : {}),
      ...("targetAt" in changes && targetAt !== undefined ? { targetAt, ...originalTarget(before) } : {}),
      ...("roundTheClock" in changes ? { roundTheClock: input.roundTheClock ?? false } : {}),
      ...("timeZone" in changes && input.timeZone !== undefined ? { timeZone: input.timeZone } : {}),
      ...("artefact" in changes ? { artefact: input.artefact ?? Prisma.DbNull } : {}),
      ...("answers" in changes && input.answers ? { answers: input.answers } : {}),
      ...("leadId" in changes && lead ? { leadId: lead.id } : {}),
    },
  });
  const { leadId, ...shown } = changes;
  const change = leadId ? { ...shown, lead: leadId } : shown;
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "run.changed",
    subject: { kind: "run", key: runId },
    change,
  });
  return accept(change);
}

/** Kept from the first time it is moved. */
function originalTarget({ originalTargetAt, targetAt }: { originalTargetAt: Date | null; targetAt: Date | null }) {
  return originalTargetAt === null && targetAt !== null ? { originalTargetAt: targetAt } : {};
}

function differences<T extends Record<string, unknown>>(
  before: T,
  wanted: { [K in keyof T]: unknown },
): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([name, to]) => to !== undefined && canonicalJson(to) !== canonicalJson(before[name]))
      .map(([name, to]) => [name, { from: before[name], to }]),
  );
}

/** Replaces one role's people; keeps the spelling it already has. Null when nothing changed. */
async function changeRole(tx: Transaction, runId: string, filling: RoleFilling): Promise<Change | null> {
  const rows = await tx.rosterEntry.findMany({
    where: { runId },
    orderBy: { position: "asc" },
    select: { role: true, personId: true },
  });
  const held = rows.filter(({ role }) => roleId(role) === roleId(filling.role));
  const people = await tx.person.findMany({
    where: { id: { in: held.map(({ personId }) => personId) } },
    select: { id: true, email: true },
  });
  const emails = new Map(people.map(({ id, email }) => [id, email]));
  const from = held.map(({ personId }) => emails.get(personId) ?? personId);
  const to = filling.people.map(({ email }) => email);
  if (canonicalJson(from) === canonicalJson(to)) return null;
  const spellings = [...new Set(held.map(({ role }) => role))];
  await tx.rosterEntry.deleteMany({ where: { runId, role: { in: spellings } } });
  await tx.rosterEntry.createMany({ data: rosterRows(runId, { ...filling, role: spellings[0] ?? filling.role }) });
  return { from, to };
}
