import { assessState } from "@/lib/domain/readiness";
import { partyName } from "@/lib/domain/roster";
import type { Readiness, RunSnapshot } from "@/lib/domain/run";
import { type RunState, readRun } from "@/lib/domain/run-state";
import { judge } from "@/lib/domain/verdict";
import { exportRun } from "@/lib/markdown/export-run";

/** The run's document as Markdown: boxes ticked, signatures filled in, the verdict and its reasons on top. `now` is ISO. */
export function runMarkdown(snapshot: RunSnapshot, now: string): string {
  const state = readRun(snapshot, now);
  return exportRun({
    document: snapshot.document,
    states: Object.fromEntries(
      Object.values(snapshot.items)
        .filter(({ changedAt }) => changedAt !== null)
        .map(({ key, state, reason, blocked }) => [key, { state, reason, blocked: blocked?.reason }]),
    ),
    summary: summaryOf(assessState(state), now),
    ...signaturesOf(state),
  });
}

function summaryOf(readiness: Readiness, now: string) {
  const { verdict, score, required, reasons, conditions, nextAction, forecast } = readiness;
  return {
    verdict,
    score,
    required,
    reasons: (verdict === "no_go" ? reasons : conditions).map(({ text }) => text),
    nextAction: nextAction && `${nextAction.title} (${partyName(nextAction.who)})`,
    forecast: forecast.earliestGoAt && `Earliest GO ${forecast.earliestGoAt.slice(0, 16).replace("T", " ")} UTC`,
    asOf: now,
  };
}

/** What stands for each person at each gate, and whether it still counts; earlier acts of theirs are history. */
function signaturesOf(state: RunState) {
  const signoffs = state.index.gates.flatMap((place) => judge(state, place).signoffs);
  const acts = signoffs.flatMap((signoff) => signoff.acts);
  return {
    signatures: acts.map(({ row: { signoffKey, printedName, role, decision, signedAt }, standing }) => ({
      signoff: signoffKey,
      name: printedName,
      role,
      decision,
      at: signedAt,
      stale: standing.standing === "stale",
    })),
    unsigned: signoffs.filter(({ status }) => status !== "approved" && status !== "conditional").map(({ key }) => key),
  };
}
