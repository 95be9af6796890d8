import { describe, expect, it } from "vitest";
import { addressesIn, normaliseEmail } from "./email";

it.each([
  ["ann@example.test", "ann@example.test"],
  [" Ann@Example.TEST\n", "ann@example.test"],
  ["Ann Lee <ann@example.test>", "ann@example.test"],
  ['"Lee, Ann" < Ann@example.test > ', "ann@example.test"],
  ["<ann@example.test>", "ann@example.test"],
  ["a<b@example.test", "a<b@example.test"],
  ["", ""],
])("%j is %j", (spelling, address) => {
  expect(normaliseEmail(spelling)).toBe(address);
});

it.each([
  ["", []],
  ["a@x.test, b@x.test; c@x.test d@x.test\ne@x.test", ["a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test"]],
  ["Ann Lee <ann@x.test>, ANN@x.test", ["ann@x.test"]],
  ["not an address", ["not", "an", "address"]],
])("%j names %j", (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses);
});

describe("a long text", () => {
  it("is read in no time", () => {
    const begun = performance.now();
    addressesIn("<".repeat(4000) + " ".repeat(100_000));
    normaliseEmail("<".repeat(100_000));
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
