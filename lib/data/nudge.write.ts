import { type MailWords, nudgeMail, workNudgeMail } from "@/lib/domain/mail-words";
import { plainText } from "@/lib/domain/plain-text";
import { assess } from "@/lib/domain/readiness";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { nudgeAgainAt, nudgeCooldownMinutes } from "@/lib/domain/roll-call";
import { isHere } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import type { NudgeRow } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { env, mailSender } from "@/lib/env";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { queueMessages } from "./message.write";
import { changeRun } from "./run-change.write";
import { runNotFound, scopeRun } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Reminds whoever a sign-off waits for, on their screens and by mail; once per cooldown. The lead's. */
export function nudgeSigners(ctx: Context, runId: string, signoffKey: string): Promise<Result<NudgeRow>> {
  return changeRun(ctx, runId, "gate.declare", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const found =
      snapshot && indexDocument(snapshot.document).signoffs.find(({ signoff }) => signoff.key === signoffKey);
    const { person } = ctx.actor;
    if (!found || !snapshot || !person) return runNotFound;
    const gateKey = found.gate.key;
    if (nudgeAgainAt(snapshot.nudges, { gateKey, signoffKey }, ctx.now.getTime()) !== null) return tooSoon;
    const standing = assess(snapshot, ctx.now.toISOString(), gateKey).signoffs.find(({ key }) => key === signoffKey);
    const title = plainText(found.signoff.title);
    if (!standing || (standing.status !== "waiting" && standing.status !== "stale")) {
      return refuse("already_done", `${title} has answered.`);
    }
    const answered = new Set(standing.signatures.filter((one) => one.standing === "counts").map(({ id }) => id));
    const gave = snapshot.signatures.filter(({ id }) => answered.has(id)).map(({ personId }) => personId);
    const recipients = standing.signers.filter((id) => !gave.includes(id));
    if (recipients.length === 0) return refuse("conflict", `Nobody else fills ${title}. Name somebody in the roster.`);
    const url = `${env().GONOGO_URL}/runs/${runId}/poll#${encodeURIComponent(gateKey)}`;
    return recordNudge(tx, ctx, snapshot, {
      aim: { gateKey, signoffKey, personId: null },
      recipients,
      words: nudgeMail({ lead: person.name, run: snapshot.run.name, signoff: title, url }),
    });
  });
}

/** Reminds one person of the work they hold up in a run, wherever it is; once per cooldown. The lead's. */
export function nudgePerson(ctx: Context, runId: string, personId: string): Promise<Result<NudgeRow>> {
  return changeRun(ctx, runId, "gate.declare", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const asked = snapshot?.people[personId];
    const { person } = ctx.actor;
    if (!snapshot || !asked || !person || indexDocument(snapshot.document).gates.length === 0) return runNotFound;
    if (nudgeAgainAt(snapshot.nudges, { personId }, ctx.now.getTime()) !== null) return tooSoon;
    const { gate, blockers } = assess(snapshot, ctx.now.toISOString());
    if (!isHere(snapshot.people, personId)) {
      return refuse("conflict", `${asked.name} left: hand over what they held instead.`);
    }
    const held = blockers.find(({ who }) => who.kind === "person" && who.id === personId);
    if (!held) return refuse("already_done", `Nothing waits for ${asked.name} any more.`);
    const url = `${env().GONOGO_URL}/runs/${runId}`;
    const titles = [...held.items, ...held.signoffs].map(({ title }) => plainText(title)).concat(held.others);
    return recordNudge(tx, ctx, snapshot, {
      aim: { gateKey: gate, signoffKey: null, personId },
      recipients: [personId],
      words: workNudgeMail({ lead: person.name, run: snapshot.run.name, titles, url }),
    });
  });
}

const tooSoon = refuse(
  "conflict",
  `They were asked less than ${nudgeCooldownMinutes} minutes ago. Give them a moment.`,
);

type NewNudge = { aim: Pick<NudgeRow, "gateKey" | "signoffKey" | "personId">; recipients: string[]; words: MailWords };

async function recordNudge(
  tx: Transaction,
  ctx: Context,
  { run, people }: RunSnapshot,
  { aim, recipients, words }: NewNudge,
): Promise<Result<NudgeRow>> {
  const byId = ctx.actor.person?.id ?? "";
  const { id } = await tx.nudge.create({
    data: {
      ...aim,
      runId: run.id,
      byId,
      at: ctx.now,
      recipients: { create: recipients.map((personId) => ({ personId })) },
    },
    select: { id: true },
  });
  await auditRun(tx, ctx.actor, run.id, ctx.now, {
    action: aim.signoffKey === null ? "work.nudged" : "signoff.nudged",
    subject: aim.signoffKey === null ? { kind: "run", key: run.id } : { kind: "signoff", key: aim.signoffKey },
    change: { gate: aim.gateKey, people: recipients },
  });
  if (mailSender() !== null) {
    const sender = {
      workspaceId: ctx.actor.workspaceId,
      run: { id: run.id, rehearsal: run.rehearsal },
      byId,
      now: ctx.now,
    };
    const asked = recipients.flatMap((personId) => people[personId] ?? []);
    await queueMessages(
      tx,
      sender,
      asked.map(({ id: to, email, name }) => ({
        ...words,
        kind: "nudge",
        channel: "mail",
        recipient: email,
        name,
        key: `nudge ${id} ${to}`,
        aboutId: id,
      })),
    );
  }
  return accept({ id, ...aim, byId, at: ctx.now.toISOString() });
}

/** Takes a reminder off one's own screens. */
export async function seeNudge(ctx: Context, runId: string, id: string): Promise<Result<null>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  const { person } = ctx.actor;
  if (!scope.ok) return scope;
  if (!person) return runNotFound;
  const where = { nudgeId: id, personId: person.id, nudge: { runId } };
  const { count } = await ctx.db.nudgeRecipient.updateMany({
    where: { ...where, seenAt: null },
    data: { seenAt: ctx.now },
  });
  if (count > 0 || (await ctx.db.nudgeRecipient.count({ where })) > 0) return accept(null);
  return runNotFound;
}

/** Whoever signs has heard: in the signing's own transaction. */
export async function endNudges(tx: Transaction, ctx: Context, runId: string, signoffKey: string): Promise<void> {
  await tx.nudgeRecipient.updateMany({
    where: { personId: ctx.actor.person?.id ?? "", seenAt: null, nudge: { runId, signoffKey } },
    data: { seenAt: ctx.now },
  });
}
