import { keepUncaptured, uncapturedOf } from "./captured-values";
import { type Labels, unmetCondition } from "./condition";
import { documentCache } from "./document-cache";
import { withRehearsed } from "./rehearsed";
import type { EvidenceRow, NeedRow, RunHead } from "./run";
import { withNeeds } from "./run-needs";
import { fillAssignments } from "./shell-assignment";
import type { TemplateDocument } from "./template";
import { builtInValues, cleanValue, fillText, type Spellings, type Values, variableName } from "./variable";
import { answerable, type VariableUse, variableUse } from "./variable-use";

/** Of a run, what its variables are answered from. */
export type RunAnswers = {
  run: Pick<RunHead, "environment" | "name" | "artefact" | "targetAt" | "answers" | "attemptAt"> &
    Partial<Pick<RunHead, "rehearsed">>;
  evidence: readonly Pick<EvidenceRow, "itemKey" | "kind" | "text" | "addedAt" | "expiresAt" | "redactedAt">[];
  needs: readonly Pick<NeedRow, "key" | "need" | "needed">[];
};

/**
 * What text is filled in with, by variable: what was captured goes before what was answered, that before what every run
 * says by itself.
 */
export function runValues(
  document: TemplateDocument,
  { run, evidence }: Omit<RunAnswers, "needs">,
): Map<string, string> {
  const values = decidingValues({ run });
  for (const [name, itemKey] of variableUse(document).captures) {
    const value = capturedValue(evidence, itemKey, run.attemptAt);
    if (value !== null) values.set(name, value);
  }
  return values;
}

/**
 * What conditions go by: answers are the lead's and checked, and what every run says by itself. Any contributor captures
 * values: one of those took critical items out of a gate without a word in the history.
 */
export function decidingValues({ run }: Pick<RunAnswers, "run">): Map<string, string> {
  return new Map([...builtInValues(run), ...Object.entries(run.answers)]);
}

/** The latest measured value of an item that nobody redacted, and that this attempt didn't begin without. */
function capturedValue(evidence: RunAnswers["evidence"], itemKey: string, attemptAt: string): string | null {
  let latest: RunAnswers["evidence"][number] | null = null;
  for (const row of evidence) {
    if (row.itemKey !== itemKey || row.kind !== "value" || row.redactedAt !== null) continue;
    if (row.expiresAt !== null && Date.parse(row.expiresAt) <= Date.parse(attemptAt)) continue;
    if (!latest || row.addedAt >= latest.addedAt) latest = row;
  }
  return cleanValue(latest?.text ?? "") || null;
}

const cached = documentCache();

/**
 * A template's document as one run has it: variables filled in, those that are merely used stated like the others, and
 * `unmet` on every part whose condition isn't met; estimated as its rehearsal took.
 * The same answers give the same object, and a document without variables is its own. Needs come last: they name keys.
 */
export function runDocument(document: TemplateDocument, answers: RunAnswers): TemplateDocument {
  const filled = answered(document, answers);
  const whole = withNeeds(withRehearsed(filled, answers.run.rehearsed), answers.needs);
  if (whole !== filled) keepUncaptured(whole, uncapturedOf(filled));
  return whole;
}

function answered(document: TemplateDocument, answers: RunAnswers): TemplateDocument {
  const use = variableUse(document);
  if (!use.any) return document;
  const all = runValues(document, answers);
  const values = new Map(
    use.names.flatMap((name) => {
      const value = all.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const deciding = new Map([...decidingValues(answers)].filter(([name]) => use.deciding.has(name)));
  const whole = fillIn(document, use, values, deciding);
  // What is measured is evidence, and a date is no matter of signatures: they see the text with neither.
  const open = [...values.keys()].filter(
    (name) => use.captures.has(name) || (name === "target" && !Object.hasOwn(answers.run.answers, name)),
  );
  if (open.length > 0 && !uncapturedOf(whole)) {
    const stated = new Map([...values].filter(([name]) => !open.includes(name)));
    keepUncaptured(whole, {
      document: fillIn(document, use, stated, deciding),
      values: new Map([...values].filter(([name]) => use.captures.has(name))),
      use,
    });
  }
  return whole;
}

function fillIn(document: TemplateDocument, use: VariableUse, values: Values, deciding: Values): TemplateDocument {
  return cached(document, JSON.stringify([[...values], [...deciding]]), () => {
    const labels = new Map(answerable(use).map(({ key, label }) => [key, label]));
    const shell = new Map(
      [...use.shell].flatMap(([spelling, name]) => {
        const value = use.captures.has(name) ? undefined : values.get(name);
        return value === undefined ? [] : [[spelling, value] as const];
      }),
    );
    const filling = { values, deciding, spellings: use.spellings, labels, shell };
    return { ...(resolve(document, filling) as TemplateDocument), variables: [...use.asked] };
  });
}

/** Fields that people read or copy; keys, roles and owners name something and are never rewritten. */
const filled = new Set(["title", "markdown", "text", "wording", "reactionText", "channel", "value", "hint"]);
/** Where variables are defined, not used. */
const literal = new Set(["variables"]);

/** `deciding`: for conditions. `shell`: values by the shell variable that holds them, from here on in the document. */
type Filling = { values: Values; deciding: Values; spellings: Spellings; labels: Labels; shell: Map<string, string> };

/** A copy in which only what changed is new. */
function resolve(node: unknown, filling: Filling): unknown {
  if (Array.isArray(node)) {
    const made = node.map((each) => resolve(each, filling));
    return made.every((each, at) => each === node[at]) ? node : made;
  }
  if (typeof node !== "object" || node === null) return node;
  const made: Record<string, unknown> = {};
  let same = true;
  for (const [name, value] of Object.entries(node)) {
    if (name === "unmet" || (name === "filled" && "kind" in node && node.kind === "code")) {
      same = false;
      continue;
    }
    const next = literal.has(name)
      ? value
      : typeof value === "string"
        ? filled.has(name)
          ? fillText(value, filling.values, filling.spellings)
          : value
        : resolve(value, filling);
    if (next !== value) same = false;
    made[name] = next;
  }
  if (made.kind === "code" && made.use === "command" && typeof made.text === "string") {
    const language = typeof made.language === "string" ? made.language : undefined;
    const { text, names } = fillAssignments(made.text, language, filling.shell);
    if (names.length > 0) {
      same = false;
      made.text = text;
      made.filled = names;
    }
  }
  if (typeof made.capture === "string") {
    const value = filling.values.get(variableName(made.capture));
    if (value !== undefined) filling.shell.set(made.capture, value);
  }
  const unmet = typeof made.when === "string" ? unmetCondition(made.when, filling.deciding, filling.labels) : null;
  if (unmet !== null) return { ...made, unmet };
  return same ? node : made;
}
