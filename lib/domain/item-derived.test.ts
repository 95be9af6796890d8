import { describe, expect, it } from "vitest";
import { movesWithParent, parentState } from "./item-derived";
import { type ItemState, itemStates } from "./item-state";
import { documentOf, item, phase } from "./sample-run";
import { indexDocument } from "./template-tree";

const recurs = { everyMinutes: 60, text: "Every hour" };
const document = documentOf(
  phase("after", [item("trend"), item("errors", { recurs }), item("note", { optional: true })], { stage: "after" }),
  phase("back", [item("undo", { recurs })], { stage: "contingency" }),
);
const index = indexDocument(document);

function standing(key: string, state: ItemState, taken = true) {
  const leaf = index.leafByKey.get(key);
  if (!leaf) throw new Error(key);
  return { leaf, state, taken };
}

describe("a parent's state", () => {
  it.each<[string, ReturnType<typeof standing>[], ItemState]>([
    ["waits for no turn of what comes back", [standing("trend", "passed"), standing("errors", "open")], "passed"],
    ["shows that what comes back failed", [standing("trend", "passed"), standing("errors", "failed")], "failed"],
    [
      "says nothing of an option not taken",
      [standing("trend", "passed"), standing("errors", "failed", false)],
      "passed",
    ],
    [
      "waits for a way back, which has no turns",
      [standing("trend", "passed"), standing("undo", "open")],
      "in_progress",
    ],
    ["is that of what comes back where nothing else is", [standing("errors", "passed")], "passed"],
    ["waits for nothing optional", [standing("trend", "passed"), standing("note", "open")], "passed"],
  ])("%s", (_, below, state) => {
    expect(parentState(below)).toBe(state);
  });
});

describe("a parent's change", () => {
  it("never ticks what comes back, and says of it as of the others that it failed or doesn't apply", () => {
    const moved = itemStates.filter((state) => movesWithParent(standing("errors", "open"), state));
    expect(moved).toEqual(["open", "failed", "not_applicable"]);
    expect(itemStates.every((state) => movesWithParent(standing("undo", "open"), state))).toBe(true);
  });

  it("leaves what somebody decided, but hands it over with the rest", () => {
    for (const state of ["passed", "failed", "warned", "not_applicable"] as const) {
      expect(movesWithParent(standing("trend", state), "passed")).toBe(false);
      expect(movesWithParent(standing("errors", state), undefined)).toBe(true);
    }
  });
});
