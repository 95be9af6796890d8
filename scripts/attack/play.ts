import { openCeremony } from "@/lib/data/ceremony.write";
import { recordChoice } from "@/lib/data/choice.write";
import { addComment } from "@/lib/data/comment.write";
import { markConditionDone } from "@/lib/data/condition.write";
import { type Dossier, readDossier } from "@/lib/data/dossier.read";
import { addEvidence } from "@/lib/data/evidence.write";
import { declareGo, declareNoGo, reopenGate } from "@/lib/data/gate.write";
import { changeItem } from "@/lib/data/item.write";
import { editRun } from "@/lib/data/run-edit.write";
import { confirmItem } from "@/lib/data/second-person.write";
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
import { recordedDocument } from "../../prisma/factories/document.ts";
import { riskyActs } from "./play-risks.ts";

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
  const templateId = await createTemplate(world, recordedDocument);
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
  const next = () => {
    minute += 1;
    return later(minute);
  };
  const by = (who: PersonFixture) => as(world, who, next());
  value(await editRun(by(lead), runId, { roster: { "Security Lead": [lead.email], Contributor: [member.email] } }));
  const itemOf = (key: string) => world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
  const set = async (key: string, state: "passed" | "failed" | "warned" | "open") => {
    const { version } = await itemOf(key);
    const reason = state === "open" ? {} : { reason: pick(words) };
    await changeItem(by(state === "open" ? lead : pick([lead, member])), runId, key, { state, version, ...reason });
  };
  const sign = async (key: string, who: PersonFixture, answer?: "approve") => {
    const decision = answer ?? pick(["approve", "approve", "reject", "approve_with_conditions"] as const);
    const due = pick([null, later(minute + 600).toISOString()]);
    const conditions = decision === "approve_with_conditions" ? [{ text: pick(words), dueAt: due }] : [];
    const comment = decision === "reject" ? pick(words) : undefined;
    const opened = await openCeremony(by(who), runId, key, { decision, conditions, comment, method: "password" });
    if (!opened.ok) return;
    const { id, sha256 } = opened.value;
    const signed = await signStatement(by(who), runId, key, { ceremony: id, statement: sha256 }, proven);
    if (signed.ok && !answer && random() < 0.2)
      await withdrawSignature(by(who), runId, signed.value.id, { reason: pick(words) });
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
    ...riskyActs({ world, runId, next, pick, items, words }),
  ];
  const makeReady = async () => {
    for (const key of ["restore-schema", "restore-rows"]) {
      value(await addEvidence(by(member), runId, key, { kind: "note", title: "Seen", text: "Restored." }));
    }
    for (const key of items) await set(key, "passed");
    const { version } = await itemOf("notes-written");
    await confirmItem(by(member), runId, "notes-written", { version });
    await confirmItem(by(lead), runId, "notes-written", { version });
    for (const { id } of await world.db.condition.findMany({ where: { doneAt: null, signature: { runId } } })) {
      await markConditionDone(by(lead), runId, id);
    }
    await clearTrigger(by(lead), runId, "error-rate", { reason: pick(words) });
  };
  const many = 8 + Math.floor(random() * 16);
  for (let act = 0; act < many; act += 1) await pick(acts)();
  const ready = random() < 0.5;
  if (ready) await makeReady();
  const answer = ready ? "approve" : undefined;
  await sign("engineering", member, answer);
  await sign("security", lead, answer);
  await declareGo(by(lead), runId, "go-live", {});
  if (random() < 0.3) await declareNoGo(by(lead), runId, "go-live", { reason: pick(words) });
  if (random() < 0.2) await reopenGate(by(lead), runId, "go-live", { reason: pick(words) });
}
