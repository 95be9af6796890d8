import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Item, type TemplateDocument, templateDocumentSchema } from "./template";
import {
  changeNode,
  type Edited,
  indentNode,
  insertNode,
  moveNode,
  newKinds,
  newNode,
  outdentNode,
  placeAfter,
  stepNode,
} from "./template-move";
import { nodeAt } from "./template-path";
import { documentRows } from "./template-rows";

function item(key: string, ...content: Item[]): Item {
  return { kind: "item", key, title: key, content };
}

const document: TemplateDocument = {
  schema: 1,
  title: "Harbour",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      content: [
        item("a", item("a1"), item("a2"), item("a3")),
        item("b"),
        { kind: "section", key: "s", title: "S", content: [item("c"), { kind: "note", markdown: "Words" }] },
      ],
    },
    { kind: "gate", key: "go", title: "Go?", asks: "deploy", signoffs: [] },
    { kind: "phase", key: "after", title: "After", content: [item("d")] },
  ],
};

/** Names with their depth, top to bottom. */
function shape(edited: Edited | undefined): string {
  return documentRows(edited?.document ?? { ...document, phases: [] })
    .map(({ id, depth }) => `${"-".repeat(depth)}${id}`)
    .join(" ");
}
const at = (key: string, from = document) => documentRows(from).find(({ id }) => id === key)?.path ?? [];

describe("moving in a document", () => {
  it("indents below the node before, and outdents with what followed", () => {
    expect(shape(indentNode(document, at("b")))).toBe("before -a --a1 --a2 --a3 --b -s --c --s/note-1 go after -d");
    expect(shape(outdentNode(document, at("a2")))).toBe("before -a --a1 -a2 --a3 -b -s --c --s/note-1 go after -d");
    expect(indentNode(document, at("a"))).toBeUndefined();
    expect(outdentNode(document, at("b"))).toBeUndefined();
  });

  it("makes a section a phase and back at the edge of the page", () => {
    const out = outdentNode(document, at("s"));
    expect(shape(out)).toBe("before -a --a1 --a2 --a3 -b s -c -s/note-1 go after -d");
    expect(out && nodeAt(out.document, out.path)).toMatchObject({ kind: "phase", key: "s" });
    const back = out && indentNode(out.document, out.path);
    expect(back?.document).toEqual(document);
  });

  it("steps among neighbours, then next door, then out", () => {
    expect(shape(stepNode(document, at("b"), -1))).toBe("before -b -a --a1 --a2 --a3 -s --c --s/note-1 go after -d");
    expect(shape(stepNode(document, at("a3"), 1))).toBe("before -a --a1 --a2 -b --a3 -s --c --s/note-1 go after -d");
    expect(shape(stepNode(document, at("c"), -1))).toBe("before -a --a1 --a2 --a3 -b -c -s --s/note-1 go after -d");
    expect(stepNode(document, at("d"), -1)).toBeUndefined();
    expect(stepNode(document, at("before"), -1)).toBeUndefined();
  });

  it("refuses what can't stand there, and a node inside itself", () => {
    expect(moveNode(document, at("b"), [1])).toBeUndefined();
    expect(moveNode(document, at("a"), [0, 0, 1])).toBeUndefined();
    expect(moveNode(document, at("after"), [0, 1])).toBeUndefined();
  });

  it("shares what it doesn't touch", () => {
    const changed = changeNode(document, at("c"), { title: "C", severity: "high", owner: undefined });
    expect(changed?.phases[2]).toBe(document.phases[2]);
    expect(changed && nodeAt(changed, [0, 0])).toBe(nodeAt(document, [0, 0]));
    expect(changed && nodeAt(changed, at("c"))).toEqual({ ...item("c"), title: "C", severity: "high" });
  });

  it("loses and doubles nothing, whatever is done, and says where the node went", () => {
    const acts = [
      indentNode,
      outdentNode,
      (d: TemplateDocument, p: readonly number[]) => stepNode(d, p, 1),
      (d: TemplateDocument, p: readonly number[]) => stepNode(d, p, -1),
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.nat()), { maxLength: 25 }), (steps) => {
        let made = document;
        for (const [where, which, other] of steps) {
          const rows = documentRows(made);
          const row = rows[where % rows.length];
          if (!row) continue;
          const to = rows[other % rows.length]?.path ?? [];
          const next = acts[which]?.(made, row.path) ?? moveNode(made, row.path, to);
          if (!next) continue;
          const there = nodeAt(next.document, next.path);
          expect(there && "key" in there ? there.key : there?.kind).toBe(
            "key" in row.node ? row.node.key : row.node.kind,
          );
          made = next.document;
        }
        const names = (d: TemplateDocument) =>
          documentRows(d)
            .map(({ id, node }) => ("key" in node ? id : node.kind))
            .sort();
        expect(names(made)).toEqual(names(document));
        expect(templateDocumentSchema.safeParse(made).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("adds every kind where it may stand", () => {
    for (const kind of newKinds)
      for (const { path, node } of documentRows(document)) {
        const place = placeAfter(node, path, kind);
        const added = insertNode(document, place, newNode(document, kind, "New"));
        const top = place.length === 1;
        expect(added !== undefined, `${kind} after ${path}`).toBe(!top || kind === "phase" || kind === "gate");
        if (added) expect(templateDocumentSchema.safeParse(added.document).error).toBeUndefined();
      }
  });
});
