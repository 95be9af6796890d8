import type { SignoffStanding } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { assess } from "@/lib/domain/readiness";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { rollCallLines } from "@/lib/domain/roll-call";
import type { RollCallAnswer, RollCallRow, RollCallStation } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { refuseDecided } from "./gate.write";
import type { RollCall } from "./generated/client";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

export type RollCallInput = {
  minutes: number /** For each station, or for all of them together. */;
  per: "station" | "total";
};

/** Opens a timed roll call of a gate: who is asked, in which order and for how long is fixed from here on. */
export function openRollCall(
  ctx: Context,
  runId: string,
  key: string,
  input: RollCallInput,
): Promise<Result<RollCallRow>> {
  return changeRun(ctx, runId, "gate.declare", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const place = snapshot && indexDocument(snapshot.document).gateByKey.get(key);
    const { person } = ctx.actor;
    if (!place || !snapshot || !person) return runNotFound;
    const decided = refuseDecided(snapshot, place);
    if (decided) return decided;
    const open = await tx.rollCall.findFirst({ where: { runId, gateKey: key, closedAt: null } });
    if (open)
      return refuse("already_done", "A roll call of this gate is open already.", { current: toRollCallRow(open) });
    const { signoffs, gateTitle } = assess(snapshot, ctx.now.toISOString(), key);
    if (signoffs.length === 0)
      return refuse("conflict", `${gateTitle} asks for no signature: there is nobody to call.`);
    const stations = signoffs.map(
      (signoff): RollCallStation => ({
        key: signoff.key,
        title: plainText(signoff.title),
        roles: signoff.roles,
        count: signoff.count,
        asked: signoff.signers.map((id) => snapshot.people[id]?.name ?? "Somebody who left"),
        stood: stood[signoff.status],
      }),
    );
    const asked = Math.max(1, stations.filter((station) => station.stood === null).length);
    const seconds = input.minutes * 60;
    const secondsEach = Math.max(1, Math.floor(input.per === "total" ? seconds / asked : seconds));
    const row = await tx.rollCall.create({
      data: { runId, gateKey: key, openedById: person.id, openedAt: ctx.now, secondsEach, stations },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "roll_call.opened",
      subject: { kind: "roll_call", key: row.id },
      change: { gate: key, secondsEach, stations: stations.map((station) => station.key) },
    });
    return accept(toRollCallRow(row));
  });
}

/** Closes it; its minutes, as they stand from now on, go into the history. */
export function closeRollCall(ctx: Context, runId: string, id: string): Promise<Result<RollCallRow>> {
  return changeRun(ctx, runId, "gate.declare", async (tx) => {
    const before = await tx.rollCall.findFirst({ where: { id, runId } });
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!before || !snapshot) return runNotFound;
    const [row] = await tx.rollCall.updateManyAndReturn({
      where: { id, closedAt: null },
      data: { closedAt: ctx.now, closedById: ctx.actor.person?.id ?? null },
    });
    if (!row) return refuse("already_done", "This roll call is closed already.", { current: toRollCallRow(before) });
    const lines = rollCallLines(toRollCallRow(row), snapshot, ctx.now.getTime());
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "roll_call.closed",
      subject: { kind: "roll_call", key: id },
      change: {
        gate: row.gateKey,
        minutes: lines.map(({ key, askedAt, answer, answeredAt, late, said }) => ({
          key,
          askedAt,
          answer,
          answeredAt,
          late,
          said: said.map(({ answer: what, at, withdrawnAt }) => ({ answer: what, at, withdrawnAt })),
        })),
      },
    });
    return accept(toRollCallRow(row));
  });
}

const stood: Record<SignoffStanding["status"], RollCallAnswer | null> = {
  approved: "go",
  conditional: "go_if",
  rejected: "no_go",
  stale: null,
  waiting: null,
};

function toRollCallRow(row: RollCall): RollCallRow {
  const { id, gateKey, openedById, secondsEach, closedById } = row;
  const stations = row.stations as RollCallStation[];
  const closedAt = row.closedAt?.toISOString() ?? null;
  return { id, gateKey, openedById, openedAt: row.openedAt.toISOString(), secondsEach, stations, closedById, closedAt };
}
