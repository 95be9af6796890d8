import { formatDay } from "@/components/ui/time-format";
import type { Party, Readiness, ReasonCode } from "@/lib/domain/assessment";
import { ifCleared } from "@/lib/domain/forecast";
import { count, duration, list } from "@/lib/domain/plain-text";
import { partyName } from "@/lib/domain/roster";
import type { Sequence } from "@/lib/domain/steps";

const groups: readonly { codes: readonly ReasonCode[]; one: string; many?: string }[] = [
  { codes: ["trigger_fired"], one: "trigger fired", many: "triggers fired" },
  { codes: ["critical_open"], one: "critical", many: "critical" },
  { codes: ["high_open"], one: "high", many: "high" },
  { codes: ["evidence_missing", "evidence_expired"], one: "proof", many: "proofs" },
  { codes: ["choice_open"], one: "choice" },
  { codes: ["signoff_missing", "signoff_stale", "second_person_missing"], one: "signature" },
  { codes: ["signoff_rejected"], one: "NO-GO", many: "NO-GO" },
  { codes: ["condition_overdue"], one: "condition overdue", many: "conditions overdue" },
  { codes: ["earlier_gate_open"], one: "earlier gate" },
  { codes: ["score_below"], one: "score too low", many: "score too low" },
  { codes: ["artefact_mismatch"], one: "other artefact", many: "other artefact" },
  { codes: ["frozen"], one: "freeze", many: "freezes" },
  { codes: ["run_closed"], one: "run closed", many: "run closed" },
  { codes: ["nothing_covered"], one: "nothing covered", many: "nothing covered" },
];

const uncounted: ReadonlySet<ReasonCode> = new Set([
  "score_below",
  "artefact_mismatch",
  "run_closed",
  "nothing_covered",
]);

/** Why not, in a few words: `2 critical, 1 signature`; when nothing but the score is too low, how many items are open. */
export function whyNot({ reasons, formula }: Pick<Readiness, "reasons" | "formula">, most = 3): string {
  const parts: string[] = [];
  const work = reasons.filter(({ code }) => code === "critical_open" || code === "high_open").length;
  const onlyScore = work === 0 && reasons.some(({ code }) => code === "score_below");
  for (const { codes, one, many } of groups) {
    const found = reasons.filter((reason) => codes.includes(reason.code));
    // Work comes before signatures: signers wait until it is done.
    if (onlyScore && codes.includes("high_open")) {
      const open = Object.values(formula.bySeverity).reduce((sum, one) => sum + one.open, 0);
      parts.push(`${count(open, "item")} open`);
    }
    const [first] = found;
    if (!first || (onlyScore && first.code === "score_below")) continue;
    parts.push(uncounted.has(first.code) ? capital(one, parts.length) : count(found.length, one, many));
  }
  const shown = parts.slice(0, most).join(", ");
  return parts.length > most ? `${shown} and more` : shown;
}

function capital(text: string, at: number): string {
  return at === 0 ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** When, in a few words, and what it is measured against. */
export function when(
  { forecast, verdict, reasons }: Pick<Readiness, "forecast" | "verdict" | "reasons">,
  clock: { now: number; timeZone: string },
): { answer: string; detail: string; late: boolean } {
  const { earliestGoAt, lateByMinutes, remainingMinutes, assumed, blocked } = forecast;
  if (verdict === "override") return { answer: "By override", detail: "It may be passed, that is no GO", late: false };
  if (verdict !== "no_go") return { answer: "Now", detail: "Nothing stands against it", late: false };
  if (!earliestGoAt) return { answer: "Not foreseeable", detail: "No work on the checklist clears this", late: false };
  const waits = remainingMinutes === 0;
  // No moment is to be foreseen while a trigger calls for rollback, however little work is left.
  if (reasons.some(({ code }) => code === "trigger_fired"))
    return { answer: "Once it is cleared", detail: "A trigger calls for rollback", late: false };
  const parts: string[] = [];
  if (lateByMinutes !== null)
    parts.push(
      lateByMinutes > 0
        ? `${duration(lateByMinutes)} after the target`
        : `${duration(-lateByMinutes)} before the target`,
    );
  if (blocked > 0) parts.push(ifCleared(blocked));
  parts.push(waits ? "only signatures and decisions are left" : `${duration(remainingMinutes)} of work`);
  if (assumed.items > 0) parts.push(`${count(assumed.items, "estimate")} assumed`);
  return {
    answer: waits ? "As soon as they sign" : formatDay(earliestGoAt, clock.now, clock.timeZone),
    detail: parts.join("; "),
    late: (lateByMinutes ?? 0) > 0,
  };
}

/** Next action in a line: what, whose, how long. */
export function nextAction({ nextAction: next, blockers }: Pick<Readiness, "nextAction" | "blockers">): {
  answer: string;
  detail: string;
} {
  if (!next) return { answer: "Nothing", detail: "Nobody has to do anything for this gate" };
  const holding = blockers.find((blocker) => blocker.items.some((item) => item.key === next.key));
  const item = holding?.items.find((one) => one.key === next.key);
  const behind = item ? item.downstreamMinutes - item.minutes : 0;
  const parts = [partyName(next.who)];
  if (next.minutes !== null) parts.push(duration(next.minutes));
  const detail = list(parts, ",").replaceAll(" , ", ", ");
  return {
    answer: next.kind === "signoff" ? `Sign: ${next.title}` : next.title,
    detail: behind > 0 ? `${detail}; ${duration(behind)} of work waits for it` : detail,
  };
}

/** Once no gate asks for anything, what is done on go-live day comes next: the step, its place, whose it is. */
export function nextStep(
  { life, steps, current }: Pick<Sequence, "life" | "steps" | "current">,
  who: Party | null,
): { answer: string; detail: string } | null {
  if (!current || (life !== "deploying" && life !== "verifying")) return null;
  const place = `Step ${steps.indexOf(current) + 1} of ${steps.length}`;
  const state = current.status === "held" ? ", being held" : current.status === "running" ? ", under way" : "";
  const whose = who && who.kind !== "nobody" ? `; ${partyName(who)}` : "";
  return { answer: current.standing.leaf.title, detail: `${place}${state}${whose}` };
}
