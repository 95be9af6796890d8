import { createTemplate, createWorld } from "@/prisma/factories/world";
import { generator } from "../generator.ts";
import { proofKinds } from "./signature-proofs.ts";
import { refusedKinds } from "./signature-refused.ts";
import { rowKinds } from "./signature-rows.ts";
import { createStage, type Kind, type Stage, signedDocument } from "./signature-stage.ts";
import { staleKinds } from "./signature-stale.ts";

/** A rehearsal answers a pipeline NO-GO, whatever is signed in it. */
const rehearsed: Kind = async (stage) => {
  const rehearsal = await createStage(stage.world, await createTemplate(stage.world, signedDocument), {
    rehearsal: true,
  });
  const signAll = async ({ give }: Stage) => {
    await give("member", "engineering");
    await give("admin", "security");
    await give("owner", "board");
    await give("member", "board");
  };
  await signAll(rehearsal);
  return {
    attack: async () => (await rehearsal.verdict()) !== "no_go",
    clean: async () => {
      await signAll(stage);
      return (await stage.verdict()) === "go";
    },
  };
};

export const signatureKinds: Record<string, Kind> = {
  ...refusedKinds,
  ...proofKinds,
  ...staleKinds,
  ...rowKinds,
  "a rehearsal asked by a pipeline": rehearsed,
};

export type SignatureOutcome = {
  kinds: Record<string, { tried: number; through: number; seconds: number }>;
  /** Kinds in which what is attacked didn't work as it is meant to either: they prove nothing. */
  broken: string[];
};

/**
 * Attacks signing in every way, `each` times, on fresh runs: each is refused, or what it leaves isn't counted. Beside
 * each stands what is meant, which must work. `spoil` breaks a stage on purpose.
 */
export async function attackSignatures(options: {
  appUrl: string;
  seed: number;
  each: number;
  kinds?: Record<string, Kind>;
  spoil?: (stage: Stage) => Promise<unknown>;
  progress?: (note: string) => void;
}): Promise<SignatureOutcome> {
  const { appUrl, seed, each, kinds = signatureKinds, spoil, progress } = options;
  const outcome: SignatureOutcome = { kinds: {}, broken: [] };
  for (const [nth, [name, kind]] of Object.entries(kinds).entries()) {
    progress?.(`${nth + 1} of ${Object.keys(kinds).length}: ${name}`);
    const tally = { tried: 0, through: 0, seconds: 0 };
    outcome.kinds[name] = tally;
    const began = performance.now();
    // A world of its own: what one kind does to people and settings is none of the next one's.
    const random = generator(seed + nth);
    try {
      while (tally.tried < each) {
        const turn = Math.min(chunk, each - tally.tried);
        const world = await createWorld(appUrl);
        try {
          const stage = await createStage(world, await createTemplate(world, signedDocument));
          const { attack, clean } = await kind(stage, random);
          for (let one = 0; one < turn; one += 1) {
            if (await attack(one)) tally.through += 1;
            tally.tried += 1;
          }
          await spoil?.(stage);
          if (!(await clean())) throw new Error("it doesn't work as it is meant");
        } finally {
          await world.db.$disconnect();
        }
      }
    } catch (error) {
      outcome.broken.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    tally.seconds = Math.round((performance.now() - began) / 100) / 10;
  }
  return outcome;
}

/** On one run, before the next: its history and signatures make every reading dearer. */
const chunk = 100;
