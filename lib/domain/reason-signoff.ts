import type { Readiness, Reason } from "./assessment";
import { count, list, plainText } from "./plain-text";
import type { LeafStanding, RunState } from "./run-state";
import type { ConditionRow } from "./signing-rows";
import { hasOpenConditions, type SignoffRead } from "./signoff-standing";
import type { Gate } from "./template-gate";

/** Signatures that are missing, stale or against. */
export function signoffReasons(state: RunState, gate: Gate, signoffs: readonly SignoffRead[]): Reason[] {
  return signoffs.flatMap((signoff): Reason[] => {
    const where = { signoff: signoff.key, gate: gate.key, role: signoff.roles[0] };
    const name = plainText(signoff.title);
    switch (signoff.status) {
      case "rejected":
        return signoff.acts
          .filter(({ standing }) => standing.standing === "rejects")
          .map(({ row }) => ({
            ...where,
            code: "signoff_rejected",
            text: `${state.snapshot.people[row.personId]?.name ?? row.printedName} said NO-GO for ${row.role}`,
            personId: row.personId,
          }));
      case "stale":
        return [{ ...where, code: "signoff_stale", text: `${name} signed, then ${staleBecause(signoff)}` }];
      case "waiting":
        return [{ ...where, code: "signoff_missing", text: missingText(name, signoff) }];
      default:
        return [];
    }
  });
}

function staleBecause(signoff: SignoffRead): string {
  const stale = signoff.signatures.find(({ standing }) => standing === "stale");
  const [first, ...others] = stale?.changed ?? [];
  if (!first) return "something changed";
  const more = others.length === 0 ? "" : ` and ${count(others.length, "other")}`;
  const how = first.why.startsWith("changed") ? "" : `: ${first.why}`;
  return `${first.title}${more} changed${how}`;
}

function missingText(name: string, signoff: SignoffRead): string {
  if (signoff.waitsFor.length > 0) return `${name} signs after ${list(signoff.waitsFor)}`;
  if (signoff.count === 1) return `${name} has not signed`;
  return `${name}: ${signoff.approvals} of ${signoff.count} have signed (${list(signoff.roles, "or")})`;
}

/** Conditions of approvals that count and whose time has run out. */
export function conditionReasons(state: RunState, gate: Gate, signoffs: readonly SignoffRead[]): Reason[] {
  return signoffs.flatMap((signoff) =>
    countingConditions(signoff)
      .filter(({ condition }) => isOverdue(condition, state.nowMs))
      .map(({ condition }) => ({
        code: "condition_overdue",
        text: `The condition "${condition.text}" is overdue`,
        signoff: signoff.key,
        condition: condition.id,
        gate: gate.key,
        personId: condition.ownerId ?? undefined,
      })),
  );
}

function isOverdue(condition: ConditionRow, nowMs: number): boolean {
  return condition.doneAt === null && condition.dueAt !== null && Date.parse(condition.dueAt) <= nowMs;
}

/** Open conditions of the approvals that count, with their signature. */
export function countingConditions(signoff: SignoffRead): { condition: ConditionRow; signature: string }[] {
  return signoff.acts
    .filter(({ row, standing }) => standing.standing === "counts" && row.decision === "approve_with_conditions")
    .flatMap(({ row }) =>
      row.conditions
        .filter((condition) => condition.doneAt === null)
        .map((condition) => ({ condition, signature: row.id })),
    );
}

/** What turns a GO into a GO with conditions: accepted risks, mitigated warnings, conditions of approvals. */
export function conditionsOf(
  covered: readonly LeafStanding[],
  signoffs: readonly SignoffRead[],
): Readiness["conditions"] {
  const conditions: Readiness["conditions"] = [];
  for (const { leaf, row, state, waiver, applicable, satisfied } of covered) {
    if (!applicable || !satisfied) continue;
    if (state === "passed" && !row?.blocked) continue;
    const met = state === "warned" && leaf.severity !== "critical" && !waiver;
    const text = met
      ? `${leaf.title} is warned: ${row?.reason ?? ""}`
      : `${leaf.title} is waived: ${waiver?.reason ?? ""}`;
    conditions.push({ text, item: leaf.key });
  }
  for (const signoff of signoffs) {
    for (const { condition, signature } of countingConditions(signoff))
      conditions.push({ text: condition.text, signature });
    for (const { row, standing } of signoff.acts) {
      const unlisted = row.conditions.length === 0 && hasOpenConditions(row) && standing.standing === "counts";
      if (unlisted) conditions.push({ text: row.comment ?? `${row.role} approved with conditions`, signature: row.id });
    }
  }
  return conditions;
}
