import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChoiceRow } from "@/lib/domain/run";
import { readRun } from "@/lib/domain/run-state";
import { refuseUndoing } from "@/lib/domain/standing-decision";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun, moveEpoch, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Takes an option, or another one instead: the items of the others leave the score. The same again records nothing. */
export async function recordChoice(
  ctx: Context,
  runId: string,
  key: string,
  input: { option: string; reason: string },
): Promise<Result<ChoiceRow>> {
  return changeRun(ctx, runId, "choice.record", async (tx, { index }) => {
    const choice = index.choices.find((place) => place.choice.key === key)?.choice;
    const { person } = ctx.actor;
    if (!choice || !person) return runNotFound;
    const option = choice.options.find((candidate) => candidate.key === input.option);
    if (!option) {
      const expected = choice.options.map((candidate) => candidate.key).join(", ");
      const message = `"${input.option}" is not an option of ${plainText(choice.title)}.`;
      return refuse("invalid_input", message, { problems: [{ path: "option", expected, message }] });
    }
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why this option is taken.");
    const before = await tx.choiceRecord.findUnique({ where: { runId_key: { runId, key } } });
    if (before?.option === option.key && before.reason === reason) return accept(toRow(before));
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!snapshot) return runNotFound;
    const data = { option: option.key, reason, byId: person.id, at: ctx.now };
    const row = await tx.choiceRecord.upsert({
      where: { runId_key: { runId, key } },
      create: { runId, key, ...data },
      update: { ...data, version: { increment: 1 } },
    });
    const now = ctx.now.toISOString();
    const choices = [...snapshot.choices.filter((other) => other.key !== key), toRow(row)];
    const undoing = refuseUndoing(readRun(snapshot, now), readRun({ ...snapshot, choices }, now));
    if (undoing) return undoing;
    await moveEpoch(tx, runId);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "choice.recorded",
      subject: { kind: "choice", key },
      change: { option: { from: before?.option ?? null, to: option.key } },
      text: reason,
    });
    return accept(toRow(row));
  });
}

function toRow(row: Omit<ChoiceRow, "at"> & { at: Date }): ChoiceRow {
  const { key, option, reason, byId, at, version } = row;
  return { key, option, reason, byId, at: at.toISOString(), version };
}
