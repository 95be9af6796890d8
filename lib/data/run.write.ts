import { type Answers, decideAnswers } from "@/lib/domain/answers";
import { may } from "@/lib/domain/permission";
import { type Result, refuse } from "@/lib/domain/refusal";
import type { Artefact } from "@/lib/domain/run";
import type { RunView } from "@/lib/domain/run-view-schema";
import { indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { freshActor } from "./membership.read";
import { findRehearsed } from "./rehearsed.read";
import { type RoleFilling, type RosterInput, resolveRoster } from "./roster.read";
import { readRunView } from "./run-view.read";
import { publishedVersion } from "./template-document.read";
import { templateNotFound } from "./template-scope.read";
import { transact } from "./transact";

export type StartInput = {
  templateId: string;
  /** The newest when left out. */
  version?: number | undefined;
  name: string;
  environment: string;
  /** ISO 8601; null when no time is set. */
  targetAt: string | null;
  artefact?: Artefact | undefined;
  /** By variable of the template; what it asks for and gives no default must be there. */
  answers?: Answers | undefined;
  roster?: RosterInput | undefined;
  rehearsal?: boolean | undefined;
  roundTheClock?: boolean | undefined;
  /** Of a rehearsal: how many times faster its holds and reaction times pass. */
  timeScale?: number | undefined;
  /** `false` leaves the template's estimates; else those the last rehearsal took are the run's. */
  rehearsedEstimates?: boolean | undefined;
};

/**
 * Starts a run of a template version: one row per item of its document, sub-items and parents alike.
 * Whoever starts it is its lead.
 */
export async function startRun(ctx: Context, input: StartInput): Promise<Result<RunView>> {
  const { actor, now } = ctx;
  const versionId = await findVersion(ctx.db, actor.workspaceId, input);
  if (!versionId) return templateNotFound;
  const version = await publishedVersion(ctx.db, versionId);
  const answers = decideAnswers(version.document, input.answers ?? {});
  if (!answers.ok) return answers;
  const wanted = !input.rehearsal && input.rehearsedEstimates !== false;
  const rehearsed = wanted ? await findRehearsed(ctx, version) : null;
  return transact(ctx, async (tx) => {
    const { person } = actor;
    if (!person || !may(await freshActor(tx, actor), "run.start")) {
      return refuse("forbidden", "Only members and admins start runs. Ask an admin for the role.");
    }
    const roster = await resolveRoster(tx, actor.workspaceId, input.roster ?? {});
    if (!roster.ok) return roster;
    const { id } = await tx.run.create({
      data: {
        workspaceId: actor.workspaceId,
        templateVersionId: versionId,
        name: input.name,
        environment: input.environment,
        targetAt: input.targetAt,
        ...(input.artefact ? { artefact: input.artefact } : {}),
        answers: answers.value,
        rehearsal: input.rehearsal ?? false,
        timeScale: input.rehearsal ? (input.timeScale ?? 1) : 1,
        ...(rehearsed ? { rehearsed } : {}),
        roundTheClock: input.roundTheClock ?? false,
        leadId: person.id,
        createdById: person.id,
        createdAt: now,
      },
      select: { id: true },
    });
    await tx.runItem.createMany({
      data: Array.from(indexDocument(version.document).items.keys(), (key) => ({ runId: id, key })),
    });
    await tx.rosterEntry.createMany({ data: roster.value.flatMap((filling) => rosterRows(id, filling)) });
    await auditRun(tx, actor, id, now, {
      action: "run.started",
      subject: { kind: "run", key: id },
      change: {
        template: { id: version.templateId, version: version.number, title: version.title, digest: version.digest },
        name: input.name,
        environment: input.environment,
        ...(input.rehearsal ? { rehearsal: true, timeScale: input.timeScale ?? 1 } : {}),
        ...(input.roundTheClock ? { roundTheClock: true } : {}),
        ...(rehearsed ? { rehearsed } : {}),
        targetAt: input.targetAt,
        artefact: input.artefact ?? null,
        ...(Object.keys(answers.value).length > 0 ? { answers: answers.value } : {}),
        lead: person.email,
        roster: Object.fromEntries(roster.value.map(({ role, people }) => [role, people.map(({ email }) => email)])),
      },
    });
    return readRunView(tx, actor.workspaceId, id, now);
  });
}

/** Rows of one role: the first person fills it, the others are deputies. */
export function rosterRows(runId: string, { role, people }: RoleFilling) {
  return people.map(({ id: personId }, position) => ({ runId, role, personId, position, deputy: position > 0 }));
}

async function findVersion(
  db: Database | Transaction,
  workspaceId: string,
  { templateId, version }: Pick<StartInput, "templateId" | "version">,
): Promise<string | null> {
  const found = await db.templateVersion.findFirst({
    where: {
      templateId,
      template: { workspaceId, retiredAt: null },
      ...(version === undefined ? {} : { number: version }),
    },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return found?.id ?? null;
}
