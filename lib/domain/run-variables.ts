import type { RunSnapshot } from "./run";
import { runValues } from "./run-document";
import type { Variable } from "./template";
import { variableUse } from "./variable-use";

/** A variable of a run with its value; `item` is the key of the item that captures it. */
export type RunVariable = Variable & { value: string | null; item: string | null };

/** What the checklist asks for and captures, in its order, answered or not. */
export function runVariables({
  document,
  run,
  evidence,
}: Pick<RunSnapshot, "document" | "run" | "evidence">): RunVariable[] {
  const { asked, captures } = variableUse(document);
  const values = runValues(document, { run, evidence });
  const captured = [...captures].filter(([name]) => !asked.some(({ key }) => key === name));
  return [
    ...asked.map((variable) => ({
      ...variable,
      value: values.get(variable.key) ?? null,
      item: captures.get(variable.key) ?? null,
    })),
    ...captured.map(([key, item]) => ({ key, label: key, value: values.get(key) ?? null, item })),
  ];
}
