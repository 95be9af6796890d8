import type { liveFactNames } from "./live-fact-names";
import { plainText } from "./plain-text";
import { assessState } from "./readiness";
import { runValues } from "./run-document";
import type { RunState } from "./run-state";
import { sequenceOf } from "./steps";
import { toldVerdict } from "./told-verdict";
import { firedTriggers } from "./trigger-state";
import { fillText, utcMinute, variableName } from "./variable";
import { verdictWord } from "./verdict-word";

/** Facts by name, as of now. An answer of the run goes before a fact of the same name. `share` is the step spoken of. */
export function liveFacts(state: RunState, address: string, share: number | null): Map<string, string> {
  const { snapshot, index, now } = state;
  const { run, people, triggers } = snapshot;
  const readiness = assessState(state);
  const { score, gateTitle } = readiness;
  const { current, traffic } = sequenceOf(state);
  const fired = firedTriggers(index, triggers, run.timeScale).map(
    ({ trigger, row }) => `${plainText(trigger.title)}${row.measured ? ` (${row.measured})` : ""}`,
  );
  const shown = share ?? traffic;
  const facts: Record<(typeof liveFactNames)[number], string | undefined> = {
    run: run.name,
    service: run.name,
    verdict: verdictWord[toldVerdict(readiness)],
    score: String(score),
    gate: plainText(gateTitle),
    traffic: shown === null ? undefined : `${shown} %`,
    step: current ? current.standing.leaf.title : undefined,
    lead: people[run.leadId]?.name,
    fired: fired.length > 0 ? fired.join("; ") : undefined,
    attempt: String(run.attempt),
    time: utcMinute(now),
    timestamp: utcMinute(now),
    date: now.slice(0, 10),
    link: `${address}/runs/${run.id}/live`,
  };
  const known = Object.entries(facts).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return new Map([...known, ...runValues(snapshot.document, snapshot)]);
}

/** `[TIME]`, `[Deployment lead]`, but no link `[text](…)` and no box; `{date}`, but no `{{name}}`. */
const bracket = /\[([A-Z][\p{L}\p{N} _/-]{0,40})\](?![([])/gu;
const brace = /(?<![{$])\{([\p{L}][\p{L}\p{N} _-]{0,40})\}(?!\})/gu;
const double = /(?<!\$)\{\{[^{}\n]{1,80}\}\}/gu;

/** Fills in what is known; what stays is listed as it is written, each once. */
export function fillAnnouncement(
  template: string,
  facts: ReadonlyMap<string, string>,
): { text: string; missing: string[] } {
  // People write `{{traffic}} %`: the fact brings its unit along.
  const once = template.replaceAll(/(\{\{\s*traffic\s*\}\})\s?%/gi, "$1");
  const fill = (whole: string, name: string) => facts.get(variableName(name)) ?? whole;
  const text = fillText(once, facts, new Map()).replaceAll(bracket, fill).replaceAll(brace, fill);
  return { text, missing: placeholdersIn(text) };
}

/** Blanks that a text still has. */
export function placeholdersIn(text: string): string[] {
  const found = [double, bracket, brace].flatMap((pattern) => Array.from(text.matchAll(pattern), ([whole]) => whole));
  return [...new Set(found)];
}
