import type { OccurrenceRow } from "@/lib/domain/go-live-rows";
import { decideOccurrence, type OccurrenceInput } from "@/lib/domain/occurrence-decision";
import { allTurns, type Occurrence, turnId } from "@/lib/domain/recurring-checks";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { changeRun, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

export type OccurrencesInput = {
  /** `version` is that of the record it was decided on, 0 where there was none. */
  turns: readonly { key: string; number: number; version: number }[];
  outcome: OccurrenceInput["outcome"];
  note?: string | undefined;
  measured?: string | undefined;
};

/**
 * Records what came of one or more turns of recurring checks, all or none. Of two people who record the same turn one
 * wins; the other is told what stands, or that it stands as they meant it.
 */
export async function recordOccurrences(
  ctx: Context,
  runId: string,
  input: OccurrencesInput,
): Promise<Result<{ occurrences: OccurrenceRow[] }>> {
  return changeRun(ctx, runId, "item.tick", async (tx) => {
    const { person } = ctx.actor;
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!person || !snapshot) return runNotFound;
    const state = readRun(snapshot, ctx.now.toISOString());
    const turns = new Map(allTurns(state).map((turn) => [turnId(turn.key, turn.number), turn]));
    const rows: OccurrenceRow[] = [];
    for (const { key, number, version } of input.turns) {
      const turn = turns.get(turnId(key, number));
      if (!turn) return refuse("invalid_input", "No check is asked for at that time in this run.");
      const said = { ...words(input), version };
      const decision = decideOccurrence(
        turn,
        state.index.leafByKey.get(key)?.item.expectation,
        said,
        ctx.now.getTime(),
      );
      if (typeof decision === "object") return decision;
      if (decision === "already" && turn.row) rows.push(turn.row);
      else rows.push(await write(tx, ctx, { runId, attempt: snapshot.run.attempt, personId: person.id }, turn, said));
    }
    return accept({ occurrences: rows });
  });
}

function words({ outcome, note, measured }: OccurrencesInput): Omit<OccurrenceInput, "version"> {
  return { outcome, note: reasonIn(note), measured: reasonIn(measured) };
}

async function write(
  tx: Transaction,
  ctx: Context,
  { runId, attempt, personId }: { runId: string; attempt: number; personId: string },
  turn: Occurrence,
  { outcome, note, measured, version }: OccurrenceInput,
): Promise<OccurrenceRow> {
  const said = { outcome, note, measured, byId: personId, at: ctx.now, version: version + 1 };
  const place = { runId, attempt, itemKey: turn.key, number: turn.number };
  await tx.occurrence.upsert({
    where: { runId_attempt_itemKey_number: place },
    create: { ...place, dueAt: new Date(turn.dueAt), ...said },
    update: said,
  });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: `occurrence.${outcome}`,
    subject: { kind: "occurrence", key: turnId(turn.key, turn.number), item: turn.key },
    change: {
      outcome: { from: turn.row?.outcome ?? null, to: outcome },
      dueAt: new Date(turn.dueAt).toISOString(),
      ...(measured === null ? {} : { measured }),
    },
    text: note ?? undefined,
  });
  return { itemKey: turn.key, number: turn.number, ...said, at: ctx.now.toISOString() };
}
