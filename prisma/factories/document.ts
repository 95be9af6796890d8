import type { TemplateDocument } from "@/lib/domain/template";

/** A small checklist with everything a test of rows asks for: two phases, a parent, a choice, a gate with two sign-offs. */
export const smallDocument: TemplateDocument = {
  schema: 1,
  title: "Payments release",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "prepare",
      title: "Prepare",
      stage: "before",
      content: [
        {
          kind: "section",
          key: "data",
          title: "Data",
          content: [
            {
              kind: "item",
              key: "backup-taken",
              title: "Backup taken",
              severity: "critical",
              owner: "Database Lead",
              estimate: 30,
              content: [],
            },
            {
              kind: "item",
              key: "restore-tried",
              title: "Restore tried",
              severity: "high",
              evidence: "required",
              needs: ["backup-taken"],
              content: [
                { kind: "item", key: "restore-schema", title: "Schema", content: [] },
                { kind: "item", key: "restore-rows", title: "Rows", content: [] },
              ],
            },
          ],
        },
        { kind: "item", key: "notes-written", title: "Release notes written", severity: "low", content: [] },
      ],
    },
    {
      kind: "gate",
      key: "go-live",
      title: "Go live",
      asks: "deploy",
      signoffs: [
        {
          key: "engineering",
          title: "Engineering",
          roles: ["Engineering Lead"],
          count: 1,
          wording: "I approve this deployment.",
        },
        { key: "security", title: "Security", roles: ["Security Lead"], count: 1, wording: "I accept the risk." },
      ],
    },
    {
      kind: "phase",
      key: "deploy",
      title: "Deploy",
      stage: "during",
      content: [{ kind: "item", key: "deploy-canary", title: "Deploy the canary", content: [] }],
    },
  ],
};

/** The same with a way back: a trigger and a choice, so that it holds a part of every kind. */
export const rollbackDocument: TemplateDocument = {
  ...smallDocument,
  phases: [
    ...smallDocument.phases,
    {
      kind: "phase",
      key: "rollback",
      title: "Rollback",
      stage: "contingency",
      content: [
        { kind: "trigger", key: "error-rate", title: "Error rate above 5 %", tier: "rollback" },
        {
          kind: "choice",
          key: "way-back",
          title: "Which way back",
          options: [
            { key: "undo", title: "Undo the rollout" },
            { key: "switch", title: "Switch traffic" },
          ],
        },
      ],
    },
  ],
};

/** The same with what a run records besides: an answer, and an item that somebody else confirms. */
export const recordedDocument: TemplateDocument = {
  ...rollbackDocument,
  variables: [{ key: "region", label: "Region", options: ["north", "south"] }],
  phases: rollbackDocument.phases.map((node) =>
    node.kind !== "phase"
      ? node
      : {
          ...node,
          content: node.content.map((part) =>
            "key" in part && part.key === "notes-written" ? { ...part, confirm: "second" } : part,
          ),
        },
  ) as TemplateDocument["phases"],
};
