import { describe, expect, it } from "vitest";
import type { Phase, TemplateDocument } from "@/lib/domain/template";
import { insertNode, newKinds, newNode } from "@/lib/domain/template-move";
import { documentSource } from "./document-source";

const phase: Phase = {
  kind: "phase",
  key: "before",
  title: "Before",
  content: [
    { kind: "item", key: "dry", title: "Dry", content: [] },
    { kind: "section", key: "horn", title: "Horn", content: [] },
  ],
};
const document: TemplateDocument = {
  schema: 1,
  title: "Ferry",
  metadata: [{ name: "Purpose", value: "Over the lake" }],
  variables: [{ key: "boat", label: "Boat", options: ["a", "b"], written: ["<BOAT>"] }],
  intro: [{ kind: "note", markdown: "Read this first." }],
  phases: [phase],
};

/** Needs its text before it can be written: as it is typed, the draft keeps it. */
const places = [
  [0, 0],
  [0, 0, 0],
  [0, 1, 0],
] as const;

describe("what the editor adds", () => {
  it.each(newKinds.flatMap((kind) => places.map((place) => [kind, place] as const)))(
    "%s at %j can be written and read back",
    (kind, place) => {
      const made = insertNode(document, place, newNode(document, kind, "Something new"))?.document;
      if (!made) return;
      expect(documentSource(made)).toMatchObject({ ok: true });
    },
  );
});
