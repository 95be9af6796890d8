import { openCeremony } from "@/lib/data/ceremony.write";
import { readGateAnswer } from "@/lib/data/gate.read";
import { changeItem } from "@/lib/data/item.write";
import { editRun } from "@/lib/data/run-edit.write";
import { signStatement, withdrawSignature } from "@/lib/data/signature.write";
import { accept, type Result } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { as, createRun, createTemplate, value, type World } from "@/prisma/factories/world";
import { createReplay, type Entry } from "./race-oracle.ts";

type Answer = { verdict: string; seq: number };
/** How a gate is asked; a planted defect is one that reads twice, or believes what it read before. */
export type Ask = (world: World, runId: string) => Promise<Answer>;

export type RaceOutcome = {
  pairs: number;
  edits: Record<string, number>;
  /** Answers from before and from after the edit they were raced with. */
  before: number;
  after: number;
  go: number;
  /** GO that counted a stale signature, or that nothing in the history bears out. */
  falseGo: string[];
  /** No GO although nothing stood against it. */
  missedGo: string[];
};

const leaves = ["backup", "schema", "notes"];
const document: TemplateDocument = {
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
      content: leaves.map((key) => ({ kind: "item", key, title: key, severity: "critical", content: [] })),
    },
    {
      kind: "gate",
      key: "go-live",
      title: "Go live",
      asks: "deploy",
      signoffs: [
        { key: "engineering", title: "Engineering", roles: ["Engineering Lead"], count: 1, wording: "I approve." },
      ],
    },
  ],
};

const askTheGate: Ask = async (world, runId) =>
  value(await readGateAnswer(as(world, world.people.owner), runId, "go-live"));

type Lane = { runId: string; signatureId: string; versions: Map<string, number>; turn: number };
type Edit = (world: World, lane: Lane, leaf: string) => Promise<Result<unknown>>;

/** Each makes the signature given just before stale, or takes it back. */
const edits: Record<string, Edit> = {
  "an item fails": (world, lane, leaf) => set(world, lane, leaf, "failed"),
  "an item is warned of": (world, lane, leaf) => set(world, lane, leaf, "warned"),
  "another artefact": (world, { runId, turn }) =>
    editRun(as(world, world.people.lead), runId, { artefact: { version: `1.${turn}` } }),
  "another environment": (world, { runId, turn }) =>
    editRun(as(world, world.people.lead), runId, { environment: `production-${turn}` }),
  "the signature is withdrawn": (world, { runId, signatureId }) =>
    withdrawSignature(as(world, world.people.member), runId, signatureId, { reason: "Not yet." }),
};

async function set(world: World, lane: Lane, leaf: string, state: "passed" | "failed" | "warned") {
  const version = lane.versions.get(leaf) ?? 1;
  const reason = state === "passed" ? {} : { reason: "Seen." };
  const done = await changeItem(as(world, world.people.lead), lane.runId, leaf, { state, version, ...reason });
  if (done.ok) lane.versions.set(leaf, done.value.version);
  return done;
}

async function sign(world: World, lane: Lane): Promise<void> {
  const by = as(world, world.people.member);
  const input = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(by, lane.runId, "engineering", input));
  const given = { ceremony: id, statement: sha256 };
  lane.signatureId = value(await signStatement(by, lane.runId, "engineering", given, async () => accept(null))).id;
}

/**
 * Races an edit with `askers` questions to the gate on connections of their own, round after round, each round from a
 * GO: `pairs` of an edit and a question. What the gate says is compared with what the history says at the entry the
 * answer names.
 */
export async function attackRace(options: {
  world: World;
  pairs: number;
  random: () => number;
  lanes?: number;
  askers?: number;
  ask?: Ask;
  progress?: (note: string) => void;
}): Promise<RaceOutcome> {
  const { world, pairs, random, lanes = 3, askers = 12, ask = askTheGate, progress } = options;
  const outcome: RaceOutcome = { pairs: 0, edits: {}, before: 0, after: 0, go: 0, falseGo: [], missedGo: [] };
  const templateId = await createTemplate(world, document);
  const lane = async (nth: number) => {
    const runId = await createRun(world, templateId, `Raced ${nth}`);
    const lane: Lane = { runId, signatureId: "", versions: new Map(), turn: 0 };
    const replay = createReplay(leaves);
    let read = 0;
    const readOn = async () => {
      const entries = await world.db.$queryRaw<Entry[]>`
        select seq::int as seq, body from audit_entry where chain_id = ${runId} and seq > ${read} order by seq`;
      replay.read(entries);
      read = entries.at(-1)?.seq ?? read;
    };
    for (const leaf of leaves) value(await set(world, lane, leaf, "passed"));
    for (; outcome.pairs < pairs; lane.turn += 1) {
      await sign(world, lane);
      const [kind, edit] = Object.entries(edits)[Math.floor(random() * Object.keys(edits).length)] as [string, Edit];
      const leaf = leaves[Math.floor(random() * leaves.length)] ?? "";
      await readOn();
      const start = read;
      const [head = 0, ...delays] = Array.from({ length: askers + 1 }, random);
      const [edited, ...answers] = await Promise.all([
        after(head * 2).then(() => edit(world, lane, leaf)),
        ...delays.map((delay) => after(delay * 14).then(() => ask(world, runId))),
      ]);
      value(edited);
      await readOn();
      outcome.pairs += answers.length;
      outcome.edits[kind] = (outcome.edits[kind] ?? 0) + 1;
      for (const { verdict, seq } of answers) {
        const may = replay.mayGo(seq);
        const goes = verdict === "go";
        if (seq > start) outcome.after += 1;
        else outcome.before += 1;
        if (goes) outcome.go += 1;
        const told = `${runId}, entry ${seq}, ${kind}: ${verdict}`;
        if (verdict !== "no_go" && !may) outcome.falseGo.push(told);
        if (!goes && may) outcome.missedGo.push(told);
      }
      const state = lane.versions.get(leaf);
      if (state !== undefined && kind.startsWith("an item")) value(await set(world, lane, leaf, "passed"));
      progress?.(`${outcome.pairs} of ${pairs} pairs`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, nth) => lane(nth)));
  return outcome;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
