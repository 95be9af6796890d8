import { csvLine } from "./csv";
import type { RunSummary } from "./dashboard";
import { partyName } from "./roster";
import { verdictWord } from "./verdict-word";

const headings = [
  "run",
  "environment",
  "rehearsal",
  "verdict",
  "gate",
  "score",
  "required",
  "critical open",
  "high open",
  "signatures",
  "target (UTC)",
  "earliest GO (UTC)",
  "late by minutes",
  "waits for",
  "why not",
  "lead",
  "template",
  "as of (UTC)",
  "id",
];

/** The dashboard as a file of RFC 4180, one line per run. */
export function dashboardCsv(runs: readonly RunSummary[]): string {
  return `\uFEFF${csvLine(headings)}${runs.map((run) => csvLine(cells(run))).join("")}`;
}

function cells(run: RunSummary): (string | number | null)[] {
  const { bySeverity, signoffs, forecast } = run;
  return [
    run.name,
    run.environment,
    run.rehearsal ? "yes" : "no",
    verdictWord[run.verdict],
    run.gate.title,
    run.score,
    run.required,
    bySeverity.critical.open,
    bySeverity.high.open,
    `${signoffs.given} of ${signoffs.total}`,
    run.targetAt,
    forecast.earliestGoAt,
    forecast.lateByMinutes,
    run.waitsFor.map(({ who }) => partyName(who)).join("; "),
    run.reasons.map(({ text }) => text).join("; "),
    run.lead.name,
    run.templateTitle,
    run.asOf,
    run.id,
  ];
}
