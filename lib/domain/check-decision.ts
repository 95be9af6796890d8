import type { Check, CheckDone } from "./check-report";
import { decideItemChange, type ItemChange, type ItemDecision } from "./item-transition";
import type { Refusal } from "./refusal";
import type { EvidenceRow, ItemRow } from "./run";
import type { Severity } from "./severity";

/** What the item's history says besides its row. */
export type CheckFacts = {
  severity: Severity;
  /** It comes back, so a check ticks it as little as a person does. */
  comesBack: boolean;
  barrier: Refusal | null;
  /** Results of other checks of the item, oldest first. */
  evidence: readonly EvidenceRow[];
  /** The item stands as a check set it. */
  setByCheck: boolean;
  /** When the report was made; ISO. */
  madeAt: string;
  personId: string | null;
  now: string;
};

export type CheckDecision = Pick<CheckDone, "outcome" | "text"> & {
  decision: Extract<ItemDecision, { kind: "changed" }> | null;
};

/** What one check does to its item. Caution wins: what people reported worse, or later, a passing check never clears. */
export function decideCheck(row: ItemRow, check: Check, facts: CheckFacts): CheckDecision {
  const change = changeOf(row, check, facts);
  if (change === null) return kept(row);
  if (improves(change)) {
    const why = holdsBack(row, change, facts);
    if (why) return { outcome: "held", text: why, decision: null };
  }
  const decision = decideItemChange(row, change, row.version, {
    personId: facts.personId,
    lead: true,
    byCheck: true,
    severity: facts.severity,
    excused: false,
    comesBack: facts.comesBack,
    barrier: facts.barrier,
    now: facts.now,
  });
  if ("code" in decision) return { outcome: "held", text: decision.message, decision: null };
  if (decision.kind === "concurring") return kept(row);
  const reopened = row.state === "passed" || (row.state === "warned" && change.state !== "passed");
  const text = `${words[row.state]} before, ${words[decision.row.state]} now`;
  return { outcome: reopened ? "reopened" : "set", text, decision };
}

function changeOf(row: ItemRow, { name, result, detail }: Check, { setByCheck }: CheckFacts): ItemChange | null {
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
      return row.state === "passed" && setByCheck ? { state: "open", reason: `${name} was skipped` } : null;
  }
}

function improves({ state }: ItemChange): boolean {
  return state === "passed" || state === "warned";
}

/** A warning on what was passed makes it worse, so only what isn't passed can be held back. */
function holdsBack(row: ItemRow, change: ItemChange, { evidence, setByCheck, madeAt }: CheckFacts): string | null {
  if (row.state === "passed") return null;
  if (row.blocked) return "It is reported blocked: a person clears that first.";
  if (row.state === "not_applicable") return "It is marked not applicable.";
  if (row.state === "failed" && !setByCheck) return "A person marked it failed: a person clears that first.";
  const standing = lastTold(evidence);
  const failing = standing.find(({ result }) => result === "fail");
  if (failing) return `Another check of it failed: ${failing.title}.`;
  const warning = change.state === "passed" ? standing.find(({ result }) => result === "warn") : undefined;
  if (warning) return `Another check of it warns: ${warning.title}.`;
  if (row.changedAt !== null && Date.parse(madeAt) < Date.parse(row.changedAt)) {
    return "The report is older than the item's state.";
  }
  return null;
}

/** What each check last found; one that was skipped found nothing, and what it said before stands. */
function lastTold(evidence: readonly EvidenceRow[]): EvidenceRow[] {
  const last = new Map<string, EvidenceRow>();
  for (const row of evidence) if (row.result !== "skip") last.set(row.title, row);
  return [...last.values()];
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
