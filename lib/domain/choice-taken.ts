import { offsetMinutes } from "./due";
import { plainText } from "./plain-text";
import type { RunState } from "./run-state";
import type { Choice } from "./template-leaves";
import type { ChoicePlace, GatePlace, Leaf } from "./template-tree";
import { addTime } from "./zone-time";

type Option = Choice["options"][number];

const risk =
  /^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s{1,4}(?:\*\*|__)?(?:risk|risiko|risque|riesgo|risco|rischio|риск|风险|リスク|위험)(?:\*\*|__)?\s?[:：](.{1,400})/iu;

/** Risks that an option's own text names, one to an entry ("- Risk: panels may stay empty"): who takes it accepts them. */
export function risksOf({ markdown = "" }: Pick<Option, "markdown">): string[] {
  return markdown.split("\n").flatMap((line) => {
    const said = risk.exec(line)?.[1]?.replace(/^(?:\*\*|__)/, "");
    return said?.trim() ? [plainText(said.trim())] : [];
  });
}

/** The option that was taken; undefined while the choice is open. */
export function takenOption(state: Pick<RunState, "choices">, choice: Choice): Option | undefined {
  const row = state.choices.get(choice.key);
  return row && choice.options.find(({ key }) => key === row.option);
}

export type AcceptedRisk = { choice: string; option: string; text: string };

/**
 * Risks accepted with the options taken, as far as they concern what is covered: those of choices that count at the
 * gate, unless what belongs to their options stands elsewhere.
 */
export function acceptedRisks(state: RunState, place: GatePlace, coverage: readonly Leaf[]): AcceptedRisk[] {
  if (state.choices.size === 0) return [];
  const orders = new Set(coverage.map(({ order }) => order));
  return state.index.choices.flatMap((each) => {
    const option = takenOption(state, each.choice);
    if (!option || !concerns(each, place, orders)) return [];
    const title = plainText(option.title);
    return risksOf(option).map((text) => ({ choice: each.choice.key, option: title, text }));
  });
}

export type StatedChoice = { choice: string; title: string; option: string | null; taken: string | null };

/** The choices that count where this is covered, open ones too, by their keys and titles. A plan for going back decides nothing there. */
export function choicesAt(state: RunState, place: GatePlace, coverage: readonly Leaf[]): StatedChoice[] {
  if (state.index.choices.length === 0) return [];
  const orders = new Set(coverage.map(({ order }) => order));
  return state.index.choices.flatMap((each) => {
    if (each.stage === "contingency" && place.gate.covers === undefined) return [];
    if (!concerns(each, place, orders)) return [];
    const { choice } = each;
    const option = takenOption(state, choice);
    const title = plainText(choice.title);
    return [{ choice: choice.key, title, option: option?.key ?? null, taken: option ? plainText(option.title) : null }];
  });
}

function concerns({ gate, leaves }: ChoicePlace, place: GatePlace, covered: ReadonlySet<number>): boolean {
  const own = [...leaves.values()].flatMap((each) => [...each]);
  if (own.some((order) => covered.has(order))) return true;
  return gate === place.gate.key && own.every((order) => place.coverage.every((leaf) => leaf.order !== order));
}

/** Title of the option that was taken instead of the one a leaf belongs to; null when it belongs to none passed over. */
export function takenInstead(state: Pick<RunState, "choices" | "index">, order: number): string | null {
  for (const { choice, leaves } of state.index.choices) {
    const taken = takenOption(state, choice);
    if (!taken || leaves.get(taken.key)?.has(order)) continue;
    if ([...leaves.values()].some((orders) => orders.has(order))) return plainText(taken.title);
  }
  return null;
}

/** When a choice is to be taken, in milliseconds; null without a time or a target to count from. */
export function choiceDueAt(
  { targetAt, timeZone }: { targetAt: string | null; timeZone: string },
  { due }: Pick<Choice, "due">,
): number | null {
  const minutes = offsetMinutes(due ?? null);
  return minutes === null || targetAt === null ? null : addTime(Date.parse(targetAt), minutes, timeZone);
}
