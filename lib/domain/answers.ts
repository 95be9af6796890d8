import { list } from "./plain-text";
import { accept, type Problem, type Result, refuse } from "./refusal";
import type { TemplateDocument, Variable } from "./template";
import { cleanValue } from "./variable";
import { answerable, variableUse } from "./variable-use";

/** Answers by variable; an empty one takes an answer back. */
export type Answers = Record<string, string>;

/**
 * What a run keeps of the answers given to a template: cleaned, defaults where `given` says nothing and `before` neither.
 * Refuses names nobody asks for, values that are no option, and required ones left empty, each at `answers.<name>`.
 */
export function decideAnswers(
  document: TemplateDocument,
  given: Answers,
  before: Answers | null = null,
): Result<Answers> {
  const asked = answerable(variableUse(document));
  const byKey = new Map(asked.map((variable) => [variable.key, variable]));
  const problems: Problem[] = [];
  const answers: Answers = { ...before };
  for (const [name, text] of Object.entries(given)) {
    const variable = byKey.get(name);
    const value = cleanValue(text);
    const problem = variable ? valueProblem(variable, value) : unknownProblem(name, asked);
    if (problem) problems.push({ path: `answers.${name}`, ...problem });
    else if (value === "") delete answers[name];
    else answers[name] = spelled(variable, value);
  }
  for (const variable of asked) {
    if (answers[variable.key] !== undefined) continue;
    if (variable.default && before === null && !(variable.key in given)) answers[variable.key] = variable.default;
    else if (variable.required && !problems.some(({ path }) => path === `answers.${variable.key}`))
      problems.push({ path: `answers.${variable.key}`, message: `${variable.label} is asked for. Fill it in.` });
  }
  const [first] = problems;
  return first ? refuse("invalid_input", first.message, { problems }) : accept(answers);
}

/**
 * The answers of a run that moves to `document`: those of before that are still asked for and still an option, then what
 * is `given`. `asks` are the required variables nothing answers.
 */
export function carryAnswers(
  document: TemplateDocument,
  before: Answers,
  given: Answers,
): { answers: Result<Answers>; asks: Variable[] } {
  const asked = answerable(variableUse(document));
  const carried = asked.flatMap((variable) => {
    const value = before[variable.key];
    return value === undefined || valueProblem(variable, value) ? [] : [[variable.key, value] as const];
  });
  const all = { ...Object.fromEntries(carried), ...given };
  const empty = (variable: Variable) => !cleanValue(all[variable.key] ?? variable.default ?? "");
  return {
    answers: decideAnswers(document, all),
    asks: asked.filter((variable) => variable.required && empty(variable)),
  };
}

function valueProblem(variable: Variable, value: string): Omit<Problem, "path"> | null {
  if (value === "" || !variable.options || variable.options.some((option) => sameOption(option, value))) return null;
  const expected = list(variable.options, "or");
  return { expected, message: `${variable.label} is one of ${expected}, not “${value}”.` };
}

function unknownProblem(name: string, asked: readonly Variable[]): Omit<Problem, "path"> {
  const expected =
    list(
      asked.map(({ key }) => key),
      "or",
    ) || "none: this template asks for nothing";
  return { expected, message: `This template doesn't ask for “${name}”. It asks for ${expected}.` };
}

/** An option as the template spells it. */
function spelled(variable: Variable | undefined, value: string): string {
  return variable?.options?.find((option) => sameOption(option, value)) ?? value;
}

export function sameOption(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
