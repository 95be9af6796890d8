import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCondition, unmetCondition } from "./condition";

const values = (entries: Record<string, string>) => new Map(Object.entries(entries));

describe("a condition", () => {
  it.each([
    ["environment=production", { environment: "Production" }, null],
    ["environment=production", { environment: "staging" }, "environment is staging"],
    ["environment=production, staging", { environment: "staging" }, null],
    ["environment!=staging", { environment: "staging" }, "environment is staging"],
    ["environment!=staging,test", { environment: "production" }, null],
    ["environment=production and database=yes", { environment: "production", database: "no" }, "database is no"],
    ["environment=production or database=yes", { environment: "staging", database: "yes" }, null],
    [
      "environment=production or database=yes",
      { environment: "staging", database: "no" },
      "environment is staging and database is no",
    ],
    ["a=1 and b=2 or c=3", { a: "1", b: "0", c: "3" }, null],
    ["data-store=old", { "data-store": "new" }, "data store is new"],
  ])("%s of %j", (text, given, why) => expect(unmetCondition(text, values(given))).toBe(why));

  it("decides nothing while its variable has no value", () => {
    expect(unmetCondition("database=yes", values({}))).toBeNull();
    expect(unmetCondition("database!=yes", values({ database: " " }))).toBeNull();
    expect(unmetCondition("environment=production and database=yes", values({ environment: "staging" }))).toBe(
      "environment is staging",
    );
    expect(unmetCondition("constructor=x", values({}))).toBeNull();
  });

  it.each(["", "environment", "=x", "a=", "a==b", "a=b=c", "a=1,,2", "a b=c", "a=1 and", "a=1 or or b=2"])(
    "%j can't be read, and leaves its part in",
    (text) => {
      expect(parseCondition(text)).toBeNull();
      expect(unmetCondition(text, values({ a: "z", environment: "z" }))).toBeNull();
    },
  );
});

const term = fc.record({
  name: fc.constantFrom("a", "b", "c"),
  not: fc.boolean(),
  values: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1, maxLength: 2 }),
});
const groups = fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const written = (condition: { name: string; not: boolean; values: string[] }[][]) =>
  condition
    .map((group) =>
      group.map(({ name, not, values: list }) => `${name}${not ? "!" : ""}=${list.join(",")}`).join(" and "),
    )
    .join(" or ");

it("is read as it is written", () => {
  fc.assert(
    fc.property(groups, (condition) => {
      expect(parseCondition(written(condition))).toEqual(condition);
    }),
  );
});

it("of any shape means what its terms mean, and answering more never brings back what was ruled out", () => {
  const answers = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y", "z"), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(groups, answers, answers, (condition, some, more) => {
      const text = written(condition);
      const all = { a: "x", b: "x", c: "x", ...more, ...some };
      const holds = condition.some((group) =>
        group.every(({ name, not, values: list }) => list.includes(all[name as "a"] as "x") !== not),
      );
      expect(unmetCondition(text, values(all)) === null).toBe(holds);
      if (unmetCondition(text, values(some)) !== null) expect(unmetCondition(text, values(all))).not.toBeNull();
    }),
  );
});

it("of any text is read without fault", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([null, "a is x"]).toContain(unmetCondition(text, values({ a: "x" })));
    }),
  );
});
