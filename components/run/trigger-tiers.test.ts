import { expect, test } from "vitest";
import { reactionWords } from "./trigger-tiers";

test.each([
  ["Immediate rollback if:", "Immediate rollback"],
  ["Roll back at once if any of these occurs:", "Roll back at once"],
  ["Rollback if not resolved in 30 min", "Rollback if not resolved in 30 min"],
  ["Escalate to the product owner", "Escalate to the product owner"],
  [undefined, ""],
])("%s is said as %s", (reactionText, words) => {
  expect(reactionWords({ reactionText })).toBe(words);
});
