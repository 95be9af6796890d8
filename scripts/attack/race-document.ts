import type { Item, TemplateDocument } from "@/lib/domain/template";

/** What the edits are aimed at. */
export const leaves = ["backup", "schema", "notes"];
/** Each has an item of its own, in the same order. */
export const options = ["helm", "kustomize"];
export const optionLeaves = ["chart", "overlay"];

const item = (key: string): Item => ({ kind: "item", key, title: key, severity: "critical", content: [] });

export function racedDocument(wording = "I approve."): TemplateDocument {
  return {
    schema: 1,
    title: "Raced",
    metadata: [],
    intro: [],
    phases: [
      {
        kind: "phase",
        key: "before",
        title: "Before",
        stage: "before",
        content: [
          ...leaves.map(item),
          {
            kind: "choice",
            key: "how",
            title: "How",
            options: options.map((key, at) => ({ key, title: key, items: [optionLeaves[at] ?? ""] })),
          },
          ...optionLeaves.map(item),
        ],
      },
      {
        kind: "gate",
        key: "go-live",
        title: "Go live",
        asks: "deploy",
        signoffs: [{ key: "engineering", title: "Engineering", roles: ["Engineering Lead"], count: 1, wording }],
      },
    ],
  };
}
