import { openCeremony } from "@/lib/data/ceremony.write";
import { recordChoice } from "@/lib/data/choice.write";
import { addComment } from "@/lib/data/comment.write";
import { type Dossier, readDossier } from "@/lib/data/dossier.read";
import { addEvidence } from "@/lib/data/evidence.write";
import { declareGo, declareNoGo, reopenGate } from "@/lib/data/gate.write";
import { changeItem } from "@/lib/data/item.write";
import { editRun } from "@/lib/data/run-edit.write";
import { signStatement, withdrawSignature } from "@/lib/data/signature.write";
import { clearTrigger, fireTrigger } from "@/lib/data/trigger.write";
import { askWaiver, grantWaiver, revokeWaiver } from "@/lib/data/waiver.write";
import { accept } from "@/lib/domain/refusal";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  type PersonFixture,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { rollbackDocument } from "../../prisma/factories/document.ts";

const items = ["backup-taken", "restore-schema", "restore-rows", "notes-written", "deploy-canary"];
const words = [
  "It took longer than planned.",
  "Seen twice, fine both times.",
  "Łukasz 試した \u{1F680} = ok",
  "Line one\nline two",
];
const proven = async () => accept(null);

type Random = () => number;

/** `count` dossiers of one workspace, each of a run in which people did whatever came to the generator's mind. */
export async function playDossiers(
  world: World,
  count: number,
  random: Random,
  progress: (done: number) => void = () => undefined,
): Promise<Dossier[]> {
  const templateId = await createTemplate(world, rollbackDocument);
  const dossiers: Dossier[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const runId = await createRun(world, templateId, `Release ${nth + 1}`);
    await play(world, runId, random);
    dossiers.push(value(await readDossier(as(world, world.people.auditor, later(999)), runId)));
    progress(nth + 1);
  }
  return dossiers;
}

function later(minutes: number): Date {
  return new Date(testNow.getTime() + minutes * 60_000);
}

/** Some acts are refused, as in life: only what was accepted is in the history. */
async function play(world: World, runId: string, random: Random): Promise<void> {
  const { lead, member } = world.people;
  let minute = 0;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const by = (who: PersonFixture) => {
    minute += 1;
    return as(world, who, later(minute));
  };
  value(await editRun(by(lead), runId, { roster: { "Security Lead": [lead.email], Contributor: [member.email] } }));
  const versions = new Map<string, number>();
  const set = async (key: string, state: "passed" | "failed" | "warned" | "open") => {
    const version = versions.get(key) ?? 1;
    const reason = state === "passed" || state === "open" ? {} : { reason: pick(words) };
    const done = await changeItem(by(pick([lead, member])), runId, key, { state, version, ...reason });
    if (done.ok) versions.set(key, done.value.version);
  };
  const sign = async (key: string, who: PersonFixture) => {
    const decision = pick(["approve", "approve", "reject", "approve_with_conditions"] as const);
    const conditions = decision === "approve_with_conditions" ? [{ text: pick(words) }] : [];
    const comment = decision === "reject" ? pick(words) : undefined;
    const opened = await openCeremony(by(who), runId, key, { decision, conditions, comment, method: "password" });
    if (!opened.ok) return;
    const { id, sha256 } = opened.value;
    const signed = await signStatement(by(who), runId, key, { ceremony: id, statement: sha256 }, proven);
    if (signed.ok && random() < 0.2) await withdrawSignature(by(who), runId, signed.value.id, { reason: pick(words) });
  };
  const acts: (() => Promise<unknown>)[] = [
    () => set(pick(items), pick(["passed", "passed", "failed", "warned", "open"] as const)),
    () => addComment(by(member), runId, pick(items), pick(words)),
    () =>
      addEvidence(by(member), runId, pick(items), { kind: "note", title: pick(words).slice(0, 20), text: pick(words) }),
    () =>
      addEvidence(by(lead), runId, pick(items), {
        kind: "link",
        title: "Log",
        url: `https://log.example.test/${minute}`,
      }),
    async () => {
      const asked = await askWaiver(by(member), runId, pick(items), { kind: "waiver", reason: pick(words) });
      if (!asked.ok || random() < 0.3) return;
      const granted = await grantWaiver(by(lead), runId, asked.value.id, byPassword(proven));
      if (granted.ok && random() < 0.3)
        await revokeWaiver(by(lead), runId, asked.value.id, { reason: pick(words) }, byPassword(proven));
    },
    () => recordChoice(by(lead), runId, "way-back", { option: pick(["undo", "switch"]), reason: pick(words) }),
    async () => {
      await fireTrigger(by(member), runId, "error-rate", { measured: "7 %" });
      if (random() < 0.7) await clearTrigger(by(lead), runId, "error-rate", { reason: pick(words) });
    },
    () => editRun(by(lead), runId, { artefact: { version: `1.0.${minute}` }, name: `Release at ${minute}` }),
    () => sign("engineering", member),
    () => sign("security", lead),
  ];
  const many = 6 + Math.floor(random() * 10);
  for (let act = 0; act < many; act += 1) await pick(acts)();
  if (random() < 0.4) {
    for (const key of items) await set(key, "passed");
    value(await addEvidence(by(member), runId, "restore-tried", { kind: "note", title: "Seen", text: "Restored." }));
    await clearTrigger(by(lead), runId, "error-rate", { reason: pick(words) });
  }
  await sign("engineering", member);
  await sign("security", lead);
  await declareGo(by(lead), runId, "go-live", {});
  if (random() < 0.4) await declareNoGo(by(lead), runId, "go-live", { reason: pick(words) });
  if (random() < 0.2) await reopenGate(by(lead), runId, "go-live", { reason: pick(words) });
}
