import { expect, it } from "vitest";
import { count, duration, list, plainText } from "./plain-text";

it.each([
  ["**Restore** on `staging`", "Restore on staging"],
  ["See [the runbook](https://example.test/a_b) now", "See the runbook now"],
  ["![logo](x.png) ~~old~~", "logo old"],
  ["Set DB_HOST to 3 * 4", "Set DB_HOST to 3 * 4"],
  ["array[0](x)[", "array0["],
])("%s reads %s", (markdown, words) => {
  expect(plainText(markdown)).toBe(words);
});

it("reads a hostile title in no time", () => {
  expect(plainText("[".repeat(20_000)).length).toBe(20_000);
});

it.each([
  [0, "0 min"],
  [59.6, "1 h"],
  [130, "2 h 10 min"],
  [120, "2 h"],
  [-75, "1 h 15 min"],
  [47 * 60, "47 h"],
  [49 * 60, "2 d 1 h"],
  [72 * 60, "3 d"],
])("%f minutes are %s", (minutes, words) => {
  expect(duration(minutes)).toBe(words);
});

it("counts and lists", () => {
  expect([count(1, "item"), count(0, "item"), count(2, "person", "people")]).toEqual(["1 item", "0 items", "2 people"]);
  expect([list([]), list(["a"]), list(["a", "b"], "or"), list(["a", "b", "c"])]).toEqual([
    "",
    "a",
    "a or b",
    "a, b and c",
  ]);
});
