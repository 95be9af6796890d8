import type { TemplateDocument } from "@/lib/domain/template";
import { smallDocument } from "@/prisma/factories/document";

/** The small checklist with a choice and a trigger besides: a part of every kind that a dossier holds. */
export const attackedDocument: TemplateDocument = {
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
