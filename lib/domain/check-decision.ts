import type { Check, CheckDone } from "./check-report";
import { isOfPipeline, standingChecks } from "./check-standing";
import { decideItemChange, type ItemChange, type ItemDecision } from "./item-transition";
import type { Refusal } from "./refusal";
import type { EvidenceRow, ItemRow } from "./run";
import type { Severity } from "./severity";

/** Whose word a report is: a pipeline's by its machine token, else that of the person who sent it. */
export type CheckVoice = "pipeline" | "person";

/** What the item's history says besides its row. */
export type CheckFacts = {
  voice: CheckVoice;
  severity: Severity;
  reserved: boolean;
  waived: boolean;
  /** It comes back, so a check ticks it as little as a person does. */
  comesBack: boolean;
  barrier: Refusal | null;
  /** Titles of what it needs that isn't settled, where a person sends or maps the report. */
  waitsFor: readonly string[];
  /** Results of the item's checks that this report doesn't replace: a person's replaces none of a pipeline's. */
  evidence: readonly EvidenceRow[];
  /** Whose check set the item as it stands; null: none did. */
  setBy: CheckVoice | null;
  /** When the report was made; ISO. */
  madeAt: string;
  personId: string | null;
  /** A pipeline moves back what somebody else completed as the lead does. */
  lead: boolean;
  now: string;
};

export type CheckDecision = Pick<CheckDone, "outcome" | "text"> & {
  decision: Extract<ItemDecision, { kind: "changed" }> | null;
};

/**
 * What one check does to its item. Caution wins: what people reported worse, or later, a passing check never clears, and
 * a person's passing report never clears what a pipeline found.
 */
export function decideCheck(row: ItemRow, check: Check, facts: CheckFacts): CheckDecision {
  const change = changeOf(row, check, facts);
  if (change === null) return kept(row);
  if (improves(change)) {
    const why = holdsBack(row, change, facts);
    if (why) return { outcome: "held", text: why, decision: null };
  }
  const decision = decideItemChange(row, change, row.version, {
    personId: facts.personId,
    lead: facts.lead,
    byCheck: facts.voice === "pipeline",
    reserved: facts.reserved,
    severity: facts.severity,
    excused: false,
    waived: facts.waived,
    comesBack: facts.comesBack,
    barrier: facts.barrier,
    waitsFor: facts.waitsFor,
    now: facts.now,
  });
  if ("code" in decision) return { outcome: "held", text: decision.message, decision: null };
  if (decision.kind === "concurring") return kept(row);
  const reopened = row.state === "passed" || (row.state === "warned" && change.state !== "passed");
  const text = `${words[row.state]} before, ${words[decision.row.state]} now`;
  return { outcome: reopened ? "reopened" : "set", text, decision };
}

function changeOf(row: ItemRow, { name, result, detail }: Check, { setBy }: CheckFacts): ItemChange | null {
  switch (result) {
    case "pass":
      return { state: "passed" };
    case "fail":
      return { state: "failed", reason: detail || `${name} failed` };
    case "warn":
      // Without words there is no mitigation to go by: somebody has to look.
      return detail ? { state: "warned", reason: detail } : { state: "in_progress", reason: `${name} warns` };
    case "skip":
      // What nobody checked this time isn't known to hold; what a person ticked stands.
      return row.state === "passed" && setBy !== null ? { state: "open", reason: `${name} was skipped` } : null;
  }
}

function improves({ state }: ItemChange): boolean {
  return state === "passed" || state === "warned";
}

/** A warning on what was passed makes it worse, so only what isn't passed can be held back. */
function holdsBack(row: ItemRow, change: ItemChange, { voice, evidence, setBy, madeAt }: CheckFacts): string | null {
  if (row.state === "passed") return null;
  if (row.blocked) return "It is reported blocked: a person clears that first.";
  if (row.state === "not_applicable") return "It is marked not applicable.";
  if (row.state === "failed" && setBy === null) return "A person marked it failed: a person clears that first.";
  // One that was skipped found nothing, and what it said before stands.
  const standing = standingChecks(evidence.filter(({ result }) => result !== "skip"));
  const failing = standing.find(({ result }) => result === "fail");
  if (failing) return told(failing, "failed", voice);
  const warning = change.state === "passed" ? standing.find(({ result }) => result === "warn") : undefined;
  if (warning) return told(warning, "warns", voice);
  if (row.state === "failed" && setBy === "pipeline" && voice === "person")
    return "A pipeline's check failed it. Only a pipeline's report clears that.";
  if (row.changedAt !== null && Date.parse(madeAt) < Date.parse(row.changedAt)) {
    return "The report is older than the item's state.";
  }
  return null;
}

function told(row: EvidenceRow, what: string, voice: CheckVoice): string {
  return voice === "person" && isOfPipeline(row)
    ? `A pipeline's check of it ${what}: ${row.title}. Only a pipeline's report clears that.`
    : `Another check of it ${what}: ${row.title}.`;
}

const worstFirst = ["fail", "warn", "skip", "pass"] as const;

/** Of several checks of one item the one that counts. */
export function worstOf(checks: readonly Check[]): Check {
  const [worst] = worstFirst.flatMap((result) => checks.find((check) => check.result === result) ?? []);
  if (!worst) throw new RangeError("An item without a check");
  return worst;
}

const words: Record<ItemRow["state"], string> = {
  open: "open",
  in_progress: "in progress",
  passed: "passed",
  warned: "warned",
  failed: "failed",
  not_applicable: "not applicable",
};

function kept(row: ItemRow): CheckDecision {
  return { outcome: "kept", text: `${words[row.state]}, as before`, decision: null };
}
