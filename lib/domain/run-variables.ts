import { sameOption } from "./answers";
import type { RunSnapshot } from "./run";
import { decidingValues, runValues } from "./run-document";
import type { Variable } from "./template";
import { answerable, variableUse } from "./variable-use";

/** A variable of a run with its value; `item` is the key of the item that captures it. */
export type RunVariable = Variable & {
  value: string | null;
  item: string | null;
  /** A value captured by hand decides no condition until the lead has taken it over as the answer. */
  toTakeOver: boolean;
};

/** What the checklist asks for and captures, in its order, answered or not. */
export function runVariables({
  document,
  run,
  evidence,
}: Pick<RunSnapshot, "document" | "run" | "evidence">): RunVariable[] {
  const use = variableUse(document);
  const values = runValues(document, { run, evidence });
  const decided = decidingValues({ run });
  const known = answerable(use);
  const captured = [...use.captures.keys()].filter((name) => !known.some(({ key }) => key === name));
  return [...known, ...captured.map((key): Variable => ({ key, label: key }))].map((variable) => {
    const value = values.get(variable.key) ?? null;
    const item = use.captures.get(variable.key) ?? null;
    const other = value !== null && !sameOption(value, decided.get(variable.key) ?? "");
    const toTakeOver = item !== null && other && use.deciding.has(variable.key) && known.includes(variable);
    return { ...variable, value, item, toTakeOver };
  });
}
