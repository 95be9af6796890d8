import { openCeremony } from "@/lib/data/ceremony.write";
import { recordChoice } from "@/lib/data/choice.write";
import { readGateAnswer } from "@/lib/data/gate.read";
import { signStatement } from "@/lib/data/signature.write";
import { accept } from "@/lib/domain/refusal";
import { as, createRun, createTemplate, testNow, value, type World } from "@/prisma/factories/world";
import { options as choices, leaves, optionLeaves, racedDocument } from "./race-document.ts";
import { edits, type Lane, setItem } from "./race-edits.ts";
import { createReplay, type Entry } from "./race-oracle.ts";

type Answer = { verdict: string; seq: number };
/** How a gate is asked; a planted defect is one that reads twice, or believes what it read before. */
export type Ask = (world: World, runId: string, now: Date) => Promise<Answer>;

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

const askTheGate: Ask = async (world, runId, now) =>
  value(await readGateAnswer(as(world, world.people.owner, now), runId, "go-live"));

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
  const kinds = Object.keys(edits);
  const race = async (nth: number) => {
    const templateId = await createTemplate(world, racedDocument());
    const runId = await createRun(world, templateId, `Raced ${nth}`);
    const lane: Lane = { runId, templateId, version: 1, signatureId: "", made: "", turn: 0 };
    const replay = createReplay([...leaves, ...optionLeaves]);
    let read = 0;
    // Questions are spread over twice what an edit takes on this machine, so that both sides of it are asked.
    let took = 7;
    const readOn = async () => {
      const entries = await world.db.$queryRaw<Entry[]>`
        select seq::int as seq, body from audit_entry where chain_id = ${runId} and seq > ${read} order by seq`;
      replay.read(entries);
      read = entries.at(-1)?.seq ?? read;
    };
    for (const leaf of [...leaves, ...optionLeaves]) value(await setItem(world, lane, leaf, "passed"));
    const option = choices[0] ?? "";
    value(await recordChoice(as(world, world.people.lead), runId, "how", { option, reason: "Usual." }));
    for (; outcome.pairs < pairs; lane.turn += 1) {
      // Every kind once before chance decides.
      const kind = kinds[lane.turn * lanes + nth] ?? kinds[Math.floor(random() * kinds.length)] ?? "";
      const { prepare, edit, restore, until = testNow } = edits[kind] ?? {};
      if (!edit) throw new Error(kind);
      const leaf = leaves[Math.floor(random() * leaves.length)] ?? "";
      await prepare?.(world, lane, leaf);
      await sign(world, lane);
      await readOn();
      const start = read;
      const span = until.getTime() - testNow.getTime();
      const delays = Array.from({ length: askers }, () => ({ delay: random(), now: later(span * random()) }));
      const [edited, ...answers] = await Promise.all([
        after(random() * 2).then(async () => {
          const began = performance.now();
          const done = await edit(world, lane, leaf);
          took = took * 0.9 + (performance.now() - began) * 0.1;
          return done;
        }),
        ...delays.map(({ delay, now }) =>
          after(delay * took * 2).then(async () => ({ ...(await ask(world, runId, now)), now })),
        ),
      ]);
      value(edited);
      await readOn();
      outcome.pairs += answers.length;
      outcome.edits[kind] = (outcome.edits[kind] ?? 0) + 1;
      for (const { verdict, seq, now } of answers) {
        const may = replay.mayGo(seq, now.getTime());
        const goes = verdict === "go" || verdict === "go_with_conditions";
        if (seq > start) outcome.after += 1;
        else outcome.before += 1;
        if (goes) outcome.go += 1;
        const told = `${runId}, entry ${seq}, ${now.toISOString()}, ${kind}: ${verdict}`;
        if (verdict !== "no_go" && !may) outcome.falseGo.push(told);
        if (!goes && may) outcome.missedGo.push(told);
      }
      await restore?.(world, lane, leaf);
      progress?.(`${outcome.pairs} of ${pairs} pairs`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, nth) => race(nth)));
  return outcome;
}

function later(milliseconds: number): Date {
  return new Date(testNow.getTime() + Math.floor(milliseconds));
}

function after(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
