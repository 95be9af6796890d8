import { assess } from "@/lib/domain/readiness";
import { partyName } from "@/lib/domain/roster";
import type { Readiness, RunSnapshot } from "@/lib/domain/run";
import { exportRun } from "@/lib/markdown/export-run";

/** The run's document as Markdown: boxes ticked, signatures filled in, the verdict and its reasons on top. `now` is ISO. */
export function runMarkdown(snapshot: RunSnapshot, now: string): string {
  const readiness = assess(snapshot, now);
  return exportRun({
    document: snapshot.document,
    states: Object.fromEntries(
      Object.values(snapshot.items)
        .filter(({ changedAt }) => changedAt !== null)
        .map(({ key, state, reason, blocked }) => [key, { state, reason, blocked: blocked?.reason }]),
    ),
    summary: summaryOf(readiness, now),
    signatures: signaturesOf(snapshot, readiness),
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

/** Signatures that weren't withdrawn; those of the gate in question say whether they still count. */
function signaturesOf({ signatures }: RunSnapshot, readiness: Readiness) {
  const stale = new Set(
    readiness.signoffs.flatMap((signoff) =>
      signoff.signatures.filter(({ standing }) => standing === "stale").map(({ id }) => id),
    ),
  );
  return signatures
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ id, signoffKey, printedName, role, decision, signedAt }) => ({
      signoff: signoffKey,
      name: printedName,
      role,
      decision,
      at: signedAt,
      stale: stale.has(id),
    }));
}
