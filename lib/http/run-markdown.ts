import { judgeAll } from "@/lib/domain/earlier-gates";
import { isShown } from "@/lib/domain/override";
import { plainText } from "@/lib/domain/plain-text";
import { assessState } from "@/lib/domain/readiness";
import { partyName } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import { type RunState, readRun } from "@/lib/domain/run-state";
import { signedForWords } from "@/lib/domain/signed-for";
import type { OverrideRow } from "@/lib/domain/signing-rows";
import type { Signoff } from "@/lib/domain/template-gate";
import { toldVerdict } from "@/lib/domain/told-verdict";
import { utcMinute } from "@/lib/domain/variable";
import { exportRun, plain, statusRows } from "@/lib/markdown/export-run";
import { type SignoffMark, writeBack } from "@/lib/markdown/write-back";
import { itemMark } from "./run-item-mark";

/**
 * The run written into the Markdown its template came from: boxes, words, signatures and the verdict with its reasons on
 * top, everything else byte for byte. `now` is ISO.
 */
export function runMarkdown(snapshot: RunSnapshot, source: string, now: string): string {
  const state = readRun(snapshot, now);
  // Made without Markdown, there is nothing to write into.
  if (![...state.index.items.values()].some(({ item }) => item.lines)) return filledMarkdown(snapshot, now);
  const signoffs = signoffMarks(state);
  return writeBack(source, snapshot.document, {
    item: (item) => itemMark(state, item),
    signoff: ({ key }) => signoffs.get(key) ?? { ticked: false, roles: [], signatures: [] },
    status: statusRows(summaryOf(state, now)),
  });
}

/** The same in our own dialect with the variables filled in, for readers rather than for the repository. */
export function filledMarkdown(snapshot: RunSnapshot, now: string): string {
  const state = readRun(snapshot, now);
  return exportRun({
    document: snapshot.document,
    states: Object.fromEntries(
      Object.values(snapshot.items)
        .filter(({ changedAt, blocked }) => changedAt !== null || blocked !== null)
        .map(({ key, state, reason, blocked }) => [key, { state, reason, blocked }]),
    ),
    summary: summaryOf(state, now),
    ...signaturesOf(state),
  });
}

function summaryOf(state: RunState, now: string) {
  const readiness = assessState(state);
  const { score, required, reasons, conditions, nextAction, forecast } = readiness;
  return {
    verdict: toldVerdict(readiness),
    score,
    required,
    reasons: (reasons.length > 0 ? reasons : conditions).map(({ text }) => text),
    nextAction: nextAction && `${nextAction.title} (${partyName(nextAction.who)})`,
    forecast: forecast.earliestGoAt && `Earliest GO ${utcMinute(forecast.earliestGoAt)}`,
    asOf: now,
    marks: marksOf(state),
  };
}

/** Whoever reads the file alone must know: that nothing of it was real, and what was passed although it wasn't ready. */
function marksOf({ snapshot, index, nowMs }: RunState) {
  const { run, overrides } = snapshot;
  const shown = overrides.filter((row) => isShown(row, nowMs));
  const titleOf = (key: string) => plainText(index.gateByKey.get(key)?.gate.title ?? key);
  return [
    ...(run.rehearsal ? [{ word: "REHEARSAL", text: "this run was an exercise and let nothing pass." }] : []),
    ...shown.map((row) => ({ word: "OVERRIDE", text: overrideText(row, titleOf(row.gateKey)) })),
  ];
}

function overrideText(row: OverrideRow, gate: string): string {
  const { reason, endsAt, endedAt, askedByName, askedAs, askedAt, confirmedByName, confirmedAs, confirmedAt } = row;
  const asked = `${askedByName}, ${askedAs}, ${utcMinute(askedAt)}`;
  const confirmed = `${confirmedByName}, ${confirmedAs}, ${utcMinute(confirmedAt ?? "")}`;
  return `${gate}, although it was not GO, until ${utcMinute(endedAt ?? endsAt)}. ${reason} (asked: ${asked}; confirmed: ${confirmed})`;
}

const decisions = { approve: ", approves", approve_with_conditions: ", approves with conditions", reject: ", rejects" };

/** What stands in the line of each sign-off, by key: printed name, role, meaning and time of whoever signed last. */
function signoffMarks(state: RunState): Map<Signoff["key"], SignoffMark> {
  const signoffs = judgeAll(state).flatMap(({ signoffs }) => signoffs);
  return new Map(
    signoffs.map(({ key, status, acts }) => [
      key,
      {
        ticked: status === "approved" || status === "conditional",
        roles: acts.filter(({ standing }) => standing.standing === "counts").map(({ row }) => row.role),
        signatures: acts.map(({ row: { printedName, role, delegation, decision, signedAt }, standing }) => ({
          words: `${plain(printedName)}, ${plain(role)}${delegation ? ` for ${plain(signedForWords(delegation))}` : ""}${decisions[decision]}${standing.standing === "stale" ? " (stale)" : ""}`,
          when: utcMinute(signedAt),
        })),
      },
    ]),
  );
}

/** What stands for each person at each gate, and whether it still counts; earlier acts of theirs are history. */
function signaturesOf(state: RunState) {
  const signoffs = judgeAll(state).flatMap(({ signoffs }) => signoffs);
  const acts = signoffs.flatMap((signoff) => signoff.acts);
  return {
    signatures: acts.map(({ row: { signoffKey, printedName, role, delegation, decision, signedAt }, standing }) => ({
      signoff: signoffKey,
      name: printedName,
      role: delegation ? `${role} for ${signedForWords(delegation)}` : role,
      decision,
      at: signedAt,
      stale: standing.standing === "stale",
    })),
    unsigned: signoffs.filter(({ status }) => status !== "approved" && status !== "conditional").map(({ key }) => key),
  };
}
