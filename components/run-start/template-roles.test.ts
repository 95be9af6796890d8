import { describe, expect, it } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
import { templateRoles } from "./template-roles";

const document: TemplateDocument = {
  schema: 1,
  title: "Checkout",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "backup",
      title: "Backup",
      owner: "Database",
      content: [
        { kind: "item", key: "a", title: "Restore tried", content: [] },
        { kind: "item", key: "b", title: "Row counts match", owner: "tech-lead", content: [] },
        { kind: "item", key: "c", title: "Snapshot kept", content: [] },
      ],
    },
    {
      kind: "gate",
      key: "go",
      title: "May we deploy?",
      asks: "deploy",
      signoffs: [{ key: "s", title: "Technical", roles: ["Tech Lead"], count: 1, wording: "" }],
    },
  ],
};

describe("templateRoles", () => {
  it("joins spellings of one role, signers first, and says what each holds", () => {
    expect(templateRoles(document)).toEqual([
      { role: "Tech Lead", holds: "gives 1 sign-off and owns 1 item" },
      { role: "Database", holds: "owns 2 items" },
    ]);
  });

  it("is empty for a template that names nobody", () => {
    expect(templateRoles({ ...document, phases: [] })).toEqual([]);
  });
});
