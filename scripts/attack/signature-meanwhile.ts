import { addEvidence } from "@/lib/data/evidence.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { editRun } from "@/lib/data/run-edit.write";
import { askWaiver, grantWaiver } from "@/lib/data/waiver.write";
import { byPassword, value } from "@/prisma/factories/world";
import { engineeringWorks, meanwhile } from "./signature-attempts.ts";
import { got, type Kind } from "./signature-stage.ts";

/** What is covered moves between reading and signing. */
export const meanwhileKinds: Record<string, Kind> = {
  "an item fails meanwhile": meanwhile(
    ({ set }) => set("backup", "failed"),
    ({ set }) => set("backup", "passed", "owner"),
  ),
  "an item fails and passes again meanwhile": meanwhile(async ({ set }) => {
    await set("schema", "failed");
    await set("schema", "passed");
  }),
  "another artefact meanwhile": meanwhile(async ({ by, runId }, nth) =>
    value(await editRun(by("lead"), runId, { artefact: { version: `2.${nth}` } })),
  ),
  "another environment meanwhile": meanwhile(async ({ by, runId }, nth) =>
    value(await editRun(by("lead"), runId, { environment: `elsewhere-${nth}` })),
  ),
  "a risk accepted meanwhile": meanwhile(async ({ by, runId }) => {
    const asked = value(await askWaiver(by("lead"), runId, "notes", { kind: "waiver", reason: "Later." }));
    value(await grantWaiver(by("admin"), runId, asked.id, byPassword()));
  }),
  "evidence redacted meanwhile": async (stage) => {
    const { by, runId } = stage;
    const storage = { delete: async () => undefined } as unknown as Parameters<typeof redactEvidence>[4];
    return {
      attack: async () => {
        const note = { kind: "note", title: "Log", text: "Seen." } as const;
        const { id } = value(await addEvidence(by("lead"), runId, "backup", note));
        const opened = value(await stage.open("member", "engineering"));
        value(await redactEvidence(by("admin"), runId, id, { reason: "A name in it." }, storage));
        return got(await stage.sign("member", "engineering", opened));
      },
      clean: () => engineeringWorks(stage),
    };
  },
};
