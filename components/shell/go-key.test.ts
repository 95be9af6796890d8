import { expect, test } from "vitest";
import { goKey } from "./go-key";

test.each([
  ["the first key of a page, however early", [["u", 300]], false],
  [
    "a key right after g",
    [
      ["g", 300],
      ["p", 700],
    ],
    true,
  ],
  [
    "a key long after g",
    [
      ["g", 300],
      ["p", 1500],
    ],
    false,
  ],
  [
    "the second key after g",
    [
      ["g", 300],
      ["p", 400],
      ["h", 500],
    ],
    false,
  ],
] as const)("%s", (_what, presses, expected) => {
  const follows = goKey();
  expect(presses.map(([key, timeStamp]) => follows({ key, timeStamp })).at(-1)).toBe(expected);
});
