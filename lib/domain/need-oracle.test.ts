import fc from "fast-check";
import { expect, it } from "vitest";
import { type NeedChange, refuseNeed } from "./need-decision";
import type { NeedRow } from "./run";
import { withNeeds } from "./run-needs";
import { documentOf, gate, item, phase } from "./sample-run";
import { indexDocument } from "./template-tree";

/** What stands below each node, and what the checklist states. */
const below: Record<string, readonly string[]> = {
  one: ["a", "b", "c", "d"],
  inner: ["c", "d"],
  ready: ["a", "b", "c", "d"],
  two: ["e", "f"],
  ...Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((key) => [key, [key]])),
};
const document = documentOf(
  phase("one", [
    item("a"),
    item("b"),
    { kind: "section", key: "inner", title: "inner", content: [item("c", { needs: ["a"] }), item("d")] },
  ]),
  gate("ready"),
  phase("two", [item("e"), item("f", { needs: ["e"] })]),
  gate("done"),
);
const stated = [
  ["c", "a"],
  ["f", "e"],
] as const;

type Ask = { key: string; need: string };
type Answer = "already" | "invalid_input" | "needs_cycle" | null;
type Row = Pick<NeedRow, "key" | "need" | "needed">;
const nodes = ["one", "inner", "two", "a", "b", "c", "d", "e", "f"];
const asks = fc.array(fc.record({ key: fc.constantFrom(...nodes), need: fc.constantFrom(...nodes, "ready") }), {
  minLength: 1,
  maxLength: 12,
});

/** Who waits for whom, leaf by leaf, closed under "and what that waits for" by going on until nothing is new. */
function closure(pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const waits = new Set(pairs.map(([from, to]) => `${from} ${to}`));
  for (let before = -1; before !== waits.size; ) {
    before = waits.size;
    for (const one of [...waits]) {
      for (const two of [...waits]) {
        const [from, middle] = one.split(" ");
        const [start, to] = two.split(" ");
        if (middle === start) waits.add(`${from} ${to}`);
      }
    }
  }
  return waits;
}

const leavesOf = (key: string) => below[key] ?? [];
const pairsOf = ({ key, need }: Ask) =>
  leavesOf(key).flatMap((from) => leavesOf(need).flatMap((to) => (from === to ? [] : [[from, to] as const])));
const isPart = (inner: string, outer: string) =>
  outer !== "ready" && leavesOf(inner).every((leaf) => leavesOf(outer).includes(leaf));

/** Told from the meaning: a need is refused when somebody would wait for themselves. */
function told({ key, need }: Ask, accepted: readonly Ask[]): Exclude<Answer, "already"> {
  if (key === need || isPart(key, need) || (need !== "ready" && isPart(need, key))) return "invalid_input";
  const waits = closure([...stated, ...accepted.flatMap(pairsOf), ...pairsOf({ key, need })]);
  return [...waits].some((pair) => pair.split(" ")[0] === pair.split(" ")[1]) ? "needs_cycle" : null;
}

type Judge = (rows: readonly Row[], change: NeedChange) => Answer;
const answerOf = (found: ReturnType<typeof refuseNeed>): Answer =>
  typeof found === "object" ? ((found?.code ?? null) as Answer) : found;
const product: Judge = (rows, change) => answerOf(refuseNeed(indexDocument(withNeeds(document, rows)), change));

const sampled = fc.sample(asks, { numRuns: 300, seed: 3 });

/** How often judge and meaning differ, asked one after the other as people do; `already` is neither. */
function differences(judge: Judge): string[] {
  const found: string[] = [];
  for (const all of sampled) {
    const accepted: Ask[] = [];
    for (const ask of all) {
      const rows = accepted.map((one) => ({ ...one, needed: true }));
      const said = judge(rows, { ...ask, needed: true });
      const expected = told(ask, accepted);
      if (said !== "already" && said !== expected)
        found.push(`${JSON.stringify([accepted, ask])}: ${said}, not ${expected}`);
      if (product(rows, { ...ask, needed: true }) === null) accepted.push(ask);
    }
  }
  return found;
}

it("refuses exactly what would make somebody wait for themselves, through sections and gates alike", () => {
  expect(differences(product)).toEqual([]);
});

const leaves = new Set(["a", "b", "c", "d", "e", "f"]);
/** The judge as it would be with one defect each. */
const planted: Record<string, Judge> = {
  "lets everything in": () => null,
  "refuses everything": () => "needs_cycle",
  "forgets what was added before": (_, change) => product([], change),
  "knows the last one added alone": (rows, change) => product(rows.slice(-1), change),
  "looks at items alone": (rows, change) =>
    leaves.has(change.key) && leaves.has(change.need) ? product(rows, change) : null,
  "takes a part for a circle": (rows, change) => {
    const found = product(rows, change);
    return found === "invalid_input" ? "needs_cycle" : found;
  },
  "reads the need the other way round": (rows, { key, need, ...change }) =>
    product(rows, { ...change, key: need, need: key }),
  "sees circles of two alone": (rows, change) => {
    const direct = rows.some(({ key, need }) => key === change.need && need === change.key);
    return product(rows, change) === "needs_cycle" && !direct ? null : product(rows, change);
  },
};

it.each(Object.entries(planted))("sees the planted defect: it %s", (_, judge) => {
  expect(differences(judge).length).toBeGreaterThan(0);
});
