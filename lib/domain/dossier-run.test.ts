import { describe, expect, it } from "vitest";
import { answerFaults } from "./dossier-run";

const variable = (value: string | null, item: string | null) => ({ key: "database", value, item });
const captured = (text: string, redactedAt: string | null = null) => ({
  itemKey: "look",
  kind: "value",
  text,
  redactedAt,
});
const wrong = ["The answer to database isn't what the history tells."];

describe("an answer against the history", () => {
  it.each([
    ["as it was given", variable("yes", null), [], []],
    ["another one", variable("no", null), [], wrong],
    ["none where one was given", variable(null, "look"), [], wrong],
    ["a captured value before it, as it is filled in", variable("no", "look"), [captured(" no ")], []],
    ["another one where nothing was captured", variable("no", "look"), [], wrong],
    ["another one than was captured", variable("no", "look"), [captured("maybe")], wrong],
    ["what was captured and redacted", variable("no", "look"), [captured("no", "2026-11-26T19:00:00Z")], wrong],
  ])("%s", (_, one, evidence, faults) =>
    expect(answerFaults({ run: { variables: [one] }, evidence }, { database: "yes" })).toEqual(faults),
  );
});
