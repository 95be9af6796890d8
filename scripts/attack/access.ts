import { isDeepStrictEqual } from "node:util";
import { declareNoGo } from "@/lib/data/gate.write";
import { changeItem } from "@/lib/data/item.write";
import { closeRun } from "@/lib/data/run-close.write";
import { fireTrigger } from "@/lib/data/trigger.write";
import { type Caller, type Crowd, createCrowd, type Relation, relations } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { as, createWorld, value, type World } from "@/prisma/factories/world";
import { type Answer, call, expected, got, guarded, type Operation } from "./access-verdict.ts";

export const runStates = ["fresh", "failed", "fired", "refused", "closed"] as const;
type RunState = (typeof runStates)[number];

export type AccessOutcome = {
  asked: number;
  /** By what was expected. */
  expected: Record<"allow" | "deny" | "hidden", number>;
  /** Answers whose JSON was compared with what the operation declares. */
  shapes: number;
  unexpected: string[];
};

type Options = {
  appUrl: string;
  random: () => number;
  /** Requests at the most; every combination when left out. */
  limit?: number;
  /** Spoils something once everybody is there: the outcome must turn red. */
  plant?: (world: World, crowd: Crowd) => Promise<void>;
  progress?: (note: string) => void;
};

type Ask = { operation: Operation; caller: Caller; relation: Relation };

/**
 * Every operation as every caller at objects in every relation, with runs in every state, in the seed's order; judged
 * by the table alone. Each missing or foreign object must answer the same bytes, and no answer a field nobody declared.
 */
export async function attackAccess({ appUrl, random, limit, plant, progress }: Options): Promise<AccessOutcome> {
  const outcome: AccessOutcome = { asked: 0, expected: { allow: 0, deny: 0, hidden: 0 }, shapes: 0, unexpected: [] };
  for (const state of runStates) {
    const world = await createWorld(appUrl);
    try {
      const crowd = await createCrowd(world);
      await bring(world, crowd, state);
      await plant?.(world, crowd);
      const share = limit === undefined ? undefined : Math.ceil(limit / runStates.length);
      const asks = shuffled(everyAsk(crowd), random).slice(0, share);
      const hidden = new Set<string>();
      const told = new Map<string, string>();
      for (const [nth, ask] of asks.entries()) {
        if (nth % 200 === 0) progress?.(`${state}: ${nth} of ${asks.length}`);
        await judge(outcome, crowd, ask, state, { hidden, told });
      }
      if (hidden.size > 1) outcome.unexpected.push(`${state}: what is hidden answers ${hidden.size} different bodies`);
    } finally {
      await world.db.$disconnect();
    }
  }
  return outcome;
}

/** What ends an object or a right is asked only where it must be refused: the others still need it. */
function everyAsk(crowd: Crowd): Ask[] {
  return guarded.flatMap((operation) =>
    [...crowd.callers, crowd.stranger].flatMap((caller) =>
      relations.flatMap((relation) => {
        const ends = samples[operation.id]?.ends && expectedOf(crowd, operation, caller, relation) === "allow";
        return ends ? [] : [{ operation, caller, relation }];
      }),
    ),
  );
}

/** To a stranger, everything of the first workspace is as if it were not there; what is theirs is their own affair. */
function expectedOf(crowd: Crowd, operation: Operation, caller: Caller, relation: Relation) {
  if (caller !== crowd.stranger) return expected(operation, caller, relation);
  return operation.path.includes(":") && relation !== "elsewhere" ? "hidden" : null;
}

async function judge(
  outcome: AccessOutcome,
  crowd: Crowd,
  { operation, caller, relation }: Ask,
  state: RunState,
  { hidden, told }: { hidden: Set<string>; told: Map<string, string> },
): Promise<void> {
  const want = expectedOf(crowd, operation, caller, relation);
  if (want === null) return;
  const answer = await call(operation, caller, crowd.targets[relation]);
  outcome.asked += 1;
  outcome.expected[want] += 1;
  const verdict = got(answer);
  const place = `${state}, ${operation.id}, ${caller.name}, ${relation}`;
  // Whoever may not call at all may be told so before anything is looked for, but the same whatever there is.
  // A closed run refuses everybody alike, before it asks whose a signature is.
  const refused = verdict !== "allow" || answer.text.includes('"code":"run_closed"');
  const fine = want === "allow" ? verdict === "allow" : refused;
  const twin = `${operation.id} ${caller.name}`;
  if (want === "hidden" && (told.get(twin) ?? answer.text) !== answer.text) {
    outcome.unexpected.push(`${place}: another answer than for what doesn't exist`);
  }
  if (want === "hidden") told.set(twin, answer.text);
  if (!fine || answer.status >= 500) {
    outcome.unexpected.push(`${place}: ${want} expected, ${answer.status} ${answer.text.slice(0, 160)}`);
  }
  if (verdict === "hidden") hidden.add(answer.text);
  if (answer.json && answer.status < 300) {
    outcome.shapes += 1;
    if (hasUndeclared(operation, answer)) outcome.unexpected.push(`${place}: a field that nobody declared`);
  }
}

/** What the declared shape strips is what it doesn't declare. */
function hasUndeclared(operation: Operation, { text }: Answer): boolean {
  if (!operation.response) return false;
  const sent: unknown = JSON.parse(text);
  const parsed = operation.response.safeParse(sent);
  return !parsed.success || !isDeepStrictEqual(parsed.data, sent);
}

async function bring(world: World, { targets }: Crowd, state: RunState): Promise<void> {
  const lead = as(world, world.people.lead, new Date());
  const { runId } = targets.own;
  const reason = "As the attack wants it.";
  if (state === "failed") {
    value(await changeItem(lead, runId, "backup-taken", { state: "failed", reason, version: 1 }));
  }
  if (state === "fired") value(await fireTrigger(lead, runId, "error-rate", { measured: "9 %" }));
  if (state === "refused") value(await declareNoGo(lead, runId, "go-live", { reason }));
  if (state === "closed") value(await closeRun(lead, runId, { reason }));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
