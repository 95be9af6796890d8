import fc from "fast-check";
import { expect, it } from "vitest";
import { conditionalItems, unmetCounts, unmetSentence } from "./conditional-parts";
import { runDocument } from "./run-document";
import { documentOf, item, phase, snapshotOf } from "./sample-run";
import { indexDocument } from "./template-tree";
import { builtInValues } from "./variable";

const production = "environment=production";
const document = documentOf(
  phase("a", [
    item("one", { when: production }),
    item("two", { content: [item("below", { when: "database=yes" }), item("beside")] }),
  ]),
  phase("b", [item("three"), item("four", { when: "database=yes" })], { when: production }),
);

it("says how many items an answer leaves out, and why", () => {
  const counts = unmetCounts(
    conditionalItems(document),
    new Map([
      ["environment", "staging"],
      ["database", "no"],
    ]),
  );
  expect(counts).toEqual([
    ["environment is staging", 3],
    ["database is no", 1],
  ]);
  expect(counts.map(([why, count]) => unmetSentence(count, why))).toEqual([
    "3 items don’t apply: environment is staging",
    "1 item doesn’t apply: database is no",
  ]);
});

it("counts what the run leaves out, whatever the answers", () => {
  const answer = fc.constantFrom("yes", "no", "");
  fc.assert(
    fc.property(fc.constantFrom("production", "staging"), answer, (environment, database) => {
      const snapshot = snapshotOf(document);
      const run = { ...snapshot.run, environment, answers: { database } };
      const told = unmetCounts(conditionalItems(document), new Map([...builtInValues(run), ["database", database]]));
      const { leaves } = indexDocument(runDocument(document, { run, evidence: [], needs: [] }));
      expect(told.reduce((sum, [, count]) => sum + count, 0)).toBe(leaves.filter(({ unmet }) => unmet !== null).length);
    }),
  );
});
