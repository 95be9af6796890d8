import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item, TemplateDocument } from "./template";
import { diffTemplates } from "./template-diff";
import { changeNode, moveNode, removeNode } from "./template-move";
import { diffWords } from "./word-diff";

const item = (key: string, title = key): Item => ({ kind: "item", key, title, content: [] });

const first: TemplateDocument = {
  schema: 1,
  title: "Orchard",
  metadata: [{ name: "Owner", value: "Growers" }],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "spring",
      title: "Spring",
      content: [
        item("prune", "Prune the old trees"),
        item("graft", "Graft the young ones"),
        item("spray", "Spray against scab"),
        { kind: "note", markdown: "Mind the bees." },
      ],
    },
    { kind: "phase", key: "autumn", title: "Autumn", content: [item("pick", "Pick the apples")] },
  ],
};

const said = (before: TemplateDocument, after: TemplateDocument) =>
  diffTemplates(before, after)
    .nodes.filter(({ what, moved }) => what !== "same" || moved)
    .map(({ what, moved, before: was, after: is }) => `${moved ? "moved " : ""}${what} ${(is ?? was)?.id}`);

describe("the diff of two versions", () => {
  it("is empty for the same document, wherever its lines stood", () => {
    const elsewhere = changeNode(first, [0, 0], { lines: [7, 7] }) ?? first;
    expect(diffTemplates(first, elsewhere)).toMatchObject({ added: 0, removed: 0, changed: 0, moved: 0, about: [] });
  });

  it("tells a changed field from a moved node, and the fewest moves", () => {
    const changed = changeNode(first, [0, 1], { severity: "high", owner: "Nurse" }) ?? first;
    expect(diffTemplates(first, changed).nodes.find(({ what }) => what === "changed")?.fields).toEqual([
      { field: "severity", before: "", after: "high" },
      { field: "owner", before: "", after: "Nurse" },
    ]);
    expect(said(first, moveNode(first, [0, 0], [0, 3])?.document ?? first)).toEqual(["moved same prune"]);
    expect(said(first, moveNode(first, [0, 0], [1, 0])?.document ?? first)).toEqual(["moved same prune"]);
  });

  it("shows what is gone where it stood, and what came in its place", () => {
    const gone = removeNode(first, [0, 1]) ?? first;
    expect(diffTemplates(first, gone).nodes.map(({ what }) => what)).toEqual([
      "same",
      "same",
      "removed",
      "same",
      "same",
      "same",
      "same",
    ]);
    const other = changeNode(first, [0, 1], { key: "water", title: "Water everything twice" }) ?? first;
    expect(said(first, other)).toEqual(["removed graft", "added water"]);
  });

  it("knows a reworded line again that a file gave another key", () => {
    const reworded = changeNode(first, [0, 2], { key: "spray-2", title: "Spray twice against scab" }) ?? first;
    expect(said(first, reworded)).toEqual(["changed spray-2"]);
    expect(diffTemplates(first, { ...first, title: "Orchards", metadata: [] }).about).toEqual([
      { field: "title", before: "Orchard", after: "Orchards" },
      { field: "Owner", before: "Growers", after: "" },
    ]);
  });
});

describe("the diff of two texts", () => {
  it("highlights words and gives both texts back", () => {
    expect(diffWords("Hold for 5 minutes", "Hold for 10 minutes")).toEqual([
      { what: "same", text: "Hold for " },
      { what: "removed", text: "5" },
      { what: "added", text: "10" },
      { what: "same", text: " minutes" },
    ]);
    const text = fc
      .array(fc.constantFrom("a", "b", "c", " ", ".", "\n"), { maxLength: 40 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords(before, after);
        const without = (what: string) =>
          runs
            .filter((run) => run.what !== what)
            .map((run) => run.text)
            .join("");
        expect([without("added"), without("removed")]).toEqual([before, after]);
      }),
    );
  });
});
