import { canonicalJson } from "@/lib/domain/canonical-json";
import type { AttemptOutcome } from "@/lib/domain/go-live-rows";
import { decideItemChange } from "@/lib/domain/item-transition";
import { list, plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { type LifeAct, lifeLets, lifeOf, resetByAttempt } from "@/lib/domain/run-life";
import { type RunState, readRun } from "@/lib/domain/run-state";
import { firedAs } from "@/lib/domain/trigger-state";
import { variableUse } from "@/lib/domain/variable-use";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { reopenForAttempt } from "./gate.write";
import { writeDecision } from "./item-decision.write";
import { supersedeOverrides } from "./override-end.write";
import { changeRun, moveEpoch, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { endWaivers } from "./waiver-end.write";

export type Attempt = { id: string; number: number; outcome: AttemptOutcome | null };

type Input = { reason?: string | undefined };

/** Records that the deployment was taken back: the attempt is over, its gates give no GO, a new one can begin. */
export function recordRollback(ctx: Context, runId: string, input: Input): Promise<Result<Attempt>> {
  return steer(ctx, runId, "roll_back", input, "Say what was rolled back and how it stands now.", (tx, state, reason) =>
    end(tx, ctx, state, "rolled_back", reason),
  );
}

/** Gives the deployment up for good: the run is closed with that outcome. */
export function abortRun(ctx: Context, runId: string, input: Input): Promise<Result<Attempt>> {
  return steer(ctx, runId, "abort", input, "Say why it is given up.", async (tx, state, reason) => {
    const ended = await end(tx, ctx, state, "aborted", reason);
    await tx.run.update({
      where: { id: runId },
      data: { closedAt: ctx.now, version: { increment: 1 } },
      select: { id: true },
    });
    return ended;
  });
}

/**
 * Begins anew after a rollback: what was done since the deployment's gate is open again, its evidence proves nothing any
 * more, nor does what was accepted of it, the gates from there on are to be decided anew. What stood before that gate
 * stays. One entry per item.
 */
export function beginAgain(ctx: Context, runId: string, input: Input): Promise<Result<Attempt>> {
  return steer(ctx, runId, "begin_again", input, "Say what is different this time.", async (tx, state, reason) => {
    const { run, triggers } = state.snapshot;
    const standing = triggers.filter(({ clearedAt }) => clearedAt === null);
    if (standing.length > 0) {
      const titles = standing.map((row) => plainText(firedAs(row, state.index.triggers).title));
      return refuse("out_of_order", `${list(titles)} fired and is not cleared. Clear it first, with the reason.`);
    }
    const number = run.attempt + 1;
    const reset = resetByAttempt(state);
    const keys = new Set(reset.leaves.map(({ key }) => key));
    const answers = answersKept(state.snapshot, keys);
    await tx.run.update({
      where: { id: run.id },
      data: {
        attempt: number,
        answers,
        attemptAt: ctx.now,
        outcome: null,
        version: { increment: 1 },
        policyEpoch: { increment: 1 },
      },
      select: { id: true },
    });
    await auditRun(tx, ctx.actor, run.id, ctx.now, {
      action: "run.begun_again",
      subject: { kind: "run", key: run.id },
      change: {
        attempt: { from: run.attempt, to: number },
        ...(canonicalJson(answers) === canonicalJson(run.answers)
          ? {}
          : { answers: { from: run.answers, to: answers } }),
      },
      text: reason,
    });
    for (const gate of reset.gates) {
      await supersedeOverrides(tx, ctx, run.id, gate.key);
      const recorded = state.snapshot.gates.find(({ key }) => key === gate.key)?.status;
      if (recorded === "go" || recorded === "no_go") await reopenForAttempt(tx, ctx, state.snapshot, gate.key, reason);
    }
    await reopenItems(tx, ctx, state, keys, number);
    const accepted = state.snapshot.waivers.filter((row) => row.revokedAt === null && keys.has(row.itemKey));
    await endWaivers(tx, ctx, run.id, accepted, reason);
    return accept({ id: run.id, number, outcome: null });
  });
}

/** What the lead does with the run as a whole, where its life lets that happen. */
function steer(
  ctx: Context,
  runId: string,
  act: LifeAct,
  input: Input,
  ask: string,
  work: (tx: Transaction, state: RunState, reason: string) => Promise<Result<Attempt>>,
): Promise<Result<Attempt>> {
  return changeRun(ctx, runId, "run.steer", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!snapshot) return runNotFound;
    const state = readRun(snapshot, ctx.now.toISOString());
    const life = lifeOf(state);
    if (!lifeLets(life, act)) {
      return refuse("out_of_order", `The run is ${life.replaceAll("_", " ")}: this can't be done now.`);
    }
    const reason = reasonIn(input.reason);
    return reason === null ? reasonRequired(ask) : work(tx, state, reason);
  });
}

async function end(
  tx: Transaction,
  ctx: Context,
  { snapshot: { run } }: RunState,
  outcome: AttemptOutcome,
  reason: string,
): Promise<Result<Attempt>> {
  await tx.runAttempt.upsert({
    where: { runId_number: { runId: run.id, number: run.attempt } },
    create: {
      runId: run.id,
      number: run.attempt,
      startedAt: run.attemptAt,
      endedAt: ctx.now,
      endedById: ctx.actor.person?.id ?? "",
      outcome,
      reason,
    },
    update: {},
  });
  await tx.run.update({ where: { id: run.id }, data: { outcome }, select: { id: true } });
  await moveEpoch(tx, run.id);
  await auditRun(tx, ctx.actor, run.id, ctx.now, {
    action: `run.${outcome}`,
    subject: { kind: "run", key: run.id },
    change: { attempt: run.attempt },
    text: reason,
  });
  return accept({ id: run.id, number: run.attempt, outcome });
}

async function reopenItems(
  tx: Transaction,
  ctx: Context,
  { snapshot }: RunState,
  keys: ReadonlySet<string>,
  attempt: number,
): Promise<void> {
  await tx.evidence.updateMany({
    where: {
      runId: snapshot.run.id,
      itemKey: { in: [...keys] },
      OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now } }],
    },
    data: { expiresAt: ctx.now },
  });
  for (const row of movedRows(snapshot, keys)) {
    const decision = decideItemChange(row, { state: "open" }, row.version, {
      personId: ctx.actor.person?.id ?? "",
      lead: true,
      severity: "medium",
      excused: false,
      waived: false,
      now: ctx.now.toISOString(),
    });
    if ("kind" in decision && decision.kind === "changed") {
      await writeDecision(tx, ctx, snapshot.run.id, decision, { attempt });
    }
  }
}

/** Taken over from what is captured anew in this attempt, an answer goes with the value it was. */
function answersKept({ document, run }: RunSnapshot, keys: ReadonlySet<string>): Record<string, string> {
  const { captured, captures } = variableUse(document);
  const gone = captured.filter(({ key }) => keys.has(captures.get(key) ?? "")).map(({ key }) => key);
  return Object.fromEntries(Object.entries(run.answers).filter(([name]) => !gone.includes(name)));
}

function movedRows({ items }: RunSnapshot, keys: ReadonlySet<string>) {
  return Object.values(items).filter(({ key, state }) => keys.has(key) && state !== "open");
}
