import { recordChoice } from "@/lib/data/choice.write";
import { addEvidence } from "@/lib/data/evidence.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { changeItem } from "@/lib/data/item.write";
import { closeRollCall, openRollCall } from "@/lib/data/roll-call.write";
import { editRun } from "@/lib/data/run-edit.write";
import { moveRunTo } from "@/lib/data/run-move.write";
import { withdrawSignature } from "@/lib/data/signature.write";
import { askWaiver, grantWaiver, revokeWaiver } from "@/lib/data/waiver.write";
import type { Result } from "@/lib/domain/refusal";
import type { Storage } from "@/lib/storage/backend";
import { as, byPassword, publishVersion, testNow, value, type World } from "@/prisma/factories/world";
import { options, racedDocument } from "./race-document.ts";

/** One run, raced with itself round after round. */
export type Lane = {
  runId: string;
  templateId: string;
  version: number;
  signatureId: string;
  /** What `prepare` made for the edit of this round. */
  made: string;
  turn: number;
};

type Step<T> = (world: World, lane: Lane, leaf: string) => Promise<T>;
type Edit = {
  /** Before the signature, so that it covers what is edited then. */
  prepare?: Step<unknown>;
  edit: Step<Result<unknown>>;
  /** Back to where the next signature leads to GO. */
  restore?: Step<unknown>;
  /** When the gate is asked, at the latest; anything between it and now. */
  until?: Date;
};

export const soon = new Date(testNow.getTime() + 60_000);
const later = new Date(testNow.getTime() + 120_000);
const lead = (world: World) => as(world, world.people.lead);
const signer = (world: World) => as(world, world.people.member);
const nowhere = { delete: async () => {} } as unknown as Storage;

export async function setItem(world: World, { runId }: Lane, key: string, state: "passed" | "failed" | "warned") {
  const row = await world.db.runItem.findUnique({ where: { runId_key: { runId, key } }, select: { version: true } });
  const reason = state === "passed" ? {} : { reason: "Seen." };
  return changeItem(lead(world), runId, key, { state, version: row?.version ?? 1, ...reason });
}

const pass: Step<unknown> = async (world, lane, leaf) => value(await setItem(world, lane, leaf, "passed"));

async function attach(world: World, lane: Lane, leaf: string, expiresAt: Date | null = null) {
  const note = {
    kind: "note",
    title: "Log",
    text: `Round ${lane.turn}.`,
    expiresAt: expiresAt?.toISOString(),
  } as const;
  return addEvidence(lead(world), lane.runId, leaf, note);
}

async function ask(world: World, lane: Lane, leaf: string): Promise<void> {
  lane.made = value(await askWaiver(lead(world), lane.runId, leaf, { kind: "waiver", reason: "Known." })).id;
}

const grant: Edit["edit"] = (world, { runId, made }) => grantWaiver(signer(world), runId, made, byPassword());
const revoke: Edit["edit"] = (world, { runId, made }) =>
  revokeWaiver(signer(world), runId, made, { reason: "Not any more." }, byPassword());

/** Everything that can happen to a run beside its gate: most make the signature stale, some must not. */
export const edits: Record<string, Edit> = {
  "an item fails": { edit: (world, lane, leaf) => setItem(world, lane, leaf, "failed"), restore: pass },
  "an item is warned of": { edit: (world, lane, leaf) => setItem(world, lane, leaf, "warned"), restore: pass },
  "another artefact": {
    edit: (world, { runId, turn }) => editRun(lead(world), runId, { artefact: { version: `1.${turn}` } }),
  },
  "another environment": {
    edit: (world, { runId, turn }) => editRun(lead(world), runId, { environment: `production-${turn}` }),
  },
  "the signature is withdrawn": {
    edit: (world, { runId, signatureId }) =>
      withdrawSignature(signer(world), runId, signatureId, { reason: "Not yet." }),
  },
  "evidence is attached": { edit: attach },
  "evidence is redacted": {
    prepare: async (world, lane, leaf) => {
      lane.made = value(await attach(world, lane, leaf)).id;
    },
    edit: (world, { runId, made }) =>
      redactEvidence(as(world, world.people.admin), runId, made, { reason: "A name." }, nowhere),
  },
  "evidence runs out while its successor comes": {
    prepare: async (world, lane, leaf) => {
      lane.made = value(await attach(world, lane, leaf, soon)).id;
    },
    edit: attach,
    restore: async (world, { runId, made }) =>
      value(await redactEvidence(as(world, world.people.admin), runId, made, { reason: "Over." }, nowhere)),
    until: later,
  },
  "a waiver is granted": { prepare: ask, edit: grant, restore: revoke },
  "a waiver is revoked": {
    prepare: async (world, lane, leaf) => {
      await ask(world, lane, leaf);
      value(await grant(world, lane, leaf));
    },
    edit: revoke,
  },
  "another option is taken": {
    edit: (world, lane) =>
      recordChoice(lead(world), lane.runId, "how", {
        option: options[(lane.turn + 1) % 2] ?? "",
        reason: `Round ${lane.turn}.`,
      }),
    prepare: async (world, lane) =>
      value(
        await recordChoice(lead(world), lane.runId, "how", {
          option: options[lane.turn % 2] ?? "",
          reason: "As before.",
        }),
      ),
  },
  "the gate's rules change": {
    prepare: (world, lane) =>
      publishVersion(world, lane.templateId, lane.version + 1, racedDocument(`I approve, ${lane.turn}.`)),
    edit: (world, lane) => {
      const from = lane.version;
      lane.version += 1;
      return moveRunTo(lead(world), lane.runId, { from, to: lane.version, reason: "Other rules." });
    },
  },
  "a roll call is opened": {
    edit: (world, { runId }) => openRollCall(lead(world), runId, "go-live", { minutes: 2, per: "station" }),
    restore: async (world, { runId }) => {
      const { id } = await world.db.rollCall.findFirstOrThrow({ where: { runId, closedAt: null } });
      value(await closeRollCall(lead(world), runId, id));
    },
  },
  "the roster changes": {
    edit: (world, { runId, turn }) => {
      const other = turn % 2 === 0 ? world.people.admin : world.people.editor;
      const roster = { "Engineering Lead": [world.people.member.email, other.email] };
      return editRun(lead(world), runId, { roster });
    },
  },
};
