import { useMemo } from "react";
import type { RunSnapshot } from "@/lib/domain/run";
import { type RunVariable, runVariables } from "@/lib/domain/run-variables";
import { namesIn } from "@/lib/domain/variable";
import { useRun } from "./run-provider";

/** Per document: the same answers are the same object, so nothing is computed for each row. */
const cache = new WeakMap<RunSnapshot["document"], { evidence: RunSnapshot["evidence"]; variables: RunVariable[] }>();

/** What the checklist of this run asks for, with what was answered. */
export function useVariables(): readonly RunVariable[] {
  return useRun(({ snapshot }) => {
    const { document, evidence } = snapshot;
    let known = cache.get(document);
    if (known?.evidence !== evidence) {
      known = { evidence, variables: runVariables(snapshot) };
      cache.set(document, known);
    }
    return known.variables;
  });
}

/** Variables a text still waits for, in order. */
export function useBlanks(text: string): readonly RunVariable[] {
  const variables = useVariables();
  return useMemo(
    () => namesIn(text).flatMap((name) => variables.find(({ key, value }) => key === name && value === null) ?? []),
    [text, variables],
  );
}
