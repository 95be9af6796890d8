import { addEvidence } from "@/lib/data/evidence.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { editRun } from "@/lib/data/run-edit.write";
import { moveRunTo } from "@/lib/data/run-move.write";
import { withdrawSignature } from "@/lib/data/signature.write";
import { askWaiver, grantWaiver } from "@/lib/data/waiver.write";
import type { Item } from "@/lib/domain/template";
import { byPassword, publishVersion, value } from "@/prisma/factories/world";
import { type Kind, type Stage, signedDocument } from "./signature-stage.ts";

const counted = new Set(["approved", "conditional"]);
const storage = { delete: async () => undefined } as unknown as Parameters<typeof redactEvidence>[4];

/** A signature that counts is given, then something happens: it must count no more. */
function signedThen(happen: (stage: Stage, signature: string, nth: number) => Promise<unknown>): Kind {
  return async (stage) => ({
    attack: async (nth) => {
      const { id } = await stage.give("member", "engineering");
      if (!counted.has((await stage.status("engineering")) ?? "")) throw new Error("what was signed doesn't count");
      await happen(stage, id, nth);
      return counted.has((await stage.status("engineering")) ?? "");
    },
    clean: async () => {
      await stage.give("member", "engineering");
      return counted.has((await stage.status("engineering")) ?? "");
    },
  });
}

export const staleKinds: Record<string, Kind> = {
  "signed, then an item fails": signedThen(({ set }, _, nth) => set("notes", nth % 2 === 0 ? "failed" : "warned")),
  "signed, then an item fails and passes again": signedThen(async ({ set }) => {
    await set("schema", "failed");
    await set("schema", "passed");
  }),
  "signed, then an item is open again": signedThen(async ({ set }) => {
    await set("notes", "open");
    await set("notes", "passed");
  }),
  "signed, then another artefact": signedThen(async ({ by, runId }, _, nth) =>
    value(await editRun(by("lead"), runId, { artefact: { commit: nth.toString(16).padStart(40, "0") } })),
  ),
  "signed, then another environment": signedThen(async ({ by, runId }, _, nth) =>
    value(await editRun(by("lead"), runId, { environment: `elsewhere-${nth}` })),
  ),
  "signed, then an answer that changes a command": signedThen(async ({ by, runId }, _, nth) =>
    value(await editRun(by("lead"), runId, { answers: { host: `db-${nth}` } })),
  ),
  "signed, then asked less of by a newer version": async (stage) => {
    const asks: Partial<Item>[] = [
      { severity: "low" },
      { severity: "critical", evidence: "note" },
      { severity: "critical" },
      { severity: "critical", optional: true },
      { severity: "critical", content: [{ kind: "code", use: "command", text: "true" }] },
    ];
    let version = 1;
    return signedThen(async ({ by, runId, world, templateId }, _, nth) => {
      const [phase, ...others] = signedDocument.phases;
      if (phase?.kind !== "phase") throw new Error("what is signed changed its shape");
      const [first, ...more] = phase.content;
      const other = { ...first, ...asks[nth % asks.length] } as Item;
      const document = { ...signedDocument, phases: [{ ...phase, content: [other, ...more] }, ...others] };
      version += 1;
      await publishVersion(world, templateId, version, document);
      value(await moveRunTo(by("lead"), runId, { from: version - 1, reason: "Newer." }));
    })(stage, Math.random);
  },
  "signed, then a risk accepted": signedThen(async ({ by, runId }) => {
    const asked = value(await askWaiver(by("lead"), runId, "notes", { kind: "waiver", reason: "Later." }));
    value(await grantWaiver(by("admin"), runId, asked.id, byPassword()));
  }),
  "signed, then withdrawn": signedThen(async ({ by, runId }, id) =>
    value(await withdrawSignature(by("member"), runId, id, { reason: "Not yet." })),
  ),
  "signed, then rejected by the same person": signedThen(({ give }) =>
    give("member", "engineering", { decision: "reject" }),
  ),
  "signed, then evidence redacted": async (stage) => {
    const add = async () => {
      const note = { kind: "note", title: "Log", text: "Seen." } as const;
      return value(await addEvidence(stage.by("lead"), stage.runId, "backup", note)).id;
    };
    let id = await add();
    return signedThen(async ({ by, runId }) => {
      value(await redactEvidence(by("admin"), runId, id, { reason: "A name in it." }, storage));
      id = await add();
    })(stage, Math.random);
  },
  "a quorum of one person": async (stage) => ({
    attack: async () => {
      await stage.give("member", "board");
      return counted.has((await stage.status("board")) ?? "");
    },
    clean: async () => {
      await stage.give("owner", "board");
      return counted.has((await stage.status("board")) ?? "");
    },
  }),
  "approvals beside a rejection": async (stage) => {
    await stage.give("owner", "board", { decision: "reject" });
    return {
      attack: async () => {
        await stage.give("member", "board");
        return counted.has((await stage.status("board")) ?? "");
      },
      clean: async () => {
        await stage.give("owner", "board");
        return counted.has((await stage.status("board")) ?? "");
      },
    };
  },
};
