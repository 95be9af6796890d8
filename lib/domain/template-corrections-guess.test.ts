import { expect, test } from "vitest";
import type { TemplateDocument } from "./template";
import { applyCorrections } from "./template-corrections";

const document: TemplateDocument = {
  schema: 1,
  title: "T",
  metadata: [{ name: "Score", value: "20/100", means: "score", from: "20", lines: [2, 2] }],
  intro: [],
  phases: [
    { kind: "gate", key: "g", title: "May we?", asks: "deploy", signoffs: [] },
    {
      kind: "phase",
      key: "p",
      title: "P",
      lines: [4, 4],
      content: [
        {
          kind: "choice",
          key: "c",
          title: "Which?",
          lines: [5, 6],
          options: [
            { key: "a", title: "A", recommended: true, items: ["p"] },
            { key: "b", title: "B" },
          ],
        },
      ],
    },
  ],
};

test("what was read into a line about the document, a gate or the options of a choice can be taken back", () => {
  const { document: made, lost } = applyCorrections(document, [
    { kind: "metadata", lines: [2, 2], to: "without means" },
    { kind: "gate", key: "g", to: "without asks" },
    { kind: "choice", lines: [5, 6], to: "without recommended" },
    { kind: "choice", lines: [5, 6], to: "without items" },
  ]);
  expect(lost).toEqual([]);
  expect(made.metadata).toEqual([{ name: "Score", value: "20/100", lines: [2, 2] }]);
  expect(made.phases).toMatchObject([{ asks: "approve" }, { content: [{ options: [{ key: "a" }, { key: "b" }] }] }]);
  expect(JSON.stringify(made)).not.toMatch(/recommended|"items"/);
  expect(applyCorrections(made, [{ kind: "gate", key: "g", to: "without asks" }]).lost).toHaveLength(1);
});
