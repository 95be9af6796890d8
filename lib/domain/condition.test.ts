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
    ["(a=1 or b=2) and c=3", { a: "1", b: "0", c: "3" }, null],
    ["(a=1 or b=2) and c=3", { a: "0", b: "0", c: "3" }, "a is 0 and b is 0"],
    ["c=3 and ( a=1 or (b=2 and a!=7) )", { a: "6", b: "2", c: "3" }, null],
    ["c=3 AND (a=1 OR b=2)", { a: "1", b: "0", c: "4" }, "c is 4"],
    ["(a=1)", { a: "2" }, "a is 2"],
    ["region=eu (west) and (a=1 or a=2)", { region: "EU (West)", a: "2" }, null],
  ])("%s of %j", (text, given, why) => expect(unmetCondition(text, values(given))).toBe(why));

  it("decides nothing while its variable has no value", () => {
    expect(unmetCondition("database=yes", values({}))).toBeNull();
    expect(unmetCondition("database!=yes", values({ database: " " }))).toBeNull();
    expect(unmetCondition("environment=production and database=yes", values({ environment: "staging" }))).toBe(
      "environment is staging",
    );
    expect(unmetCondition("constructor=x", values({}))).toBeNull();
  });

  it.each([
    "",
    "environment",
    "=x",
    "a=",
    "a==b",
    "a=b=c",
    "a=1,,2",
    "a b=c",
    "a=1 and",
    "a=1 or or b=2",
    "(a=1",
    "a=1)",
    "(a=1) b=2",
    "()",
    "(a=1 or) b=2",
  ])("%j can't be read, and leaves its part in", (text) => {
    expect(parseCondition(text)).toBeNull();
    expect(unmetCondition(text, values({ a: "z", environment: "z" }))).toBeNull();
  });
});

it("names a variable by its label", () => {
  const labels = new Map([
    ["db", "Database changes"],
    ["data-store", "Data store"],
  ]);
  expect(unmetCondition("db=yes", values({ db: "no" }), labels)).toBe("“Database changes” is no");
  expect(unmetCondition("data-store=old", values({ "data-store": "new" }), labels)).toBe("data store is new");
});

it("that would unfold into too many groups is not read", () => {
  expect(parseCondition(Array.from({ length: 6 }, () => "(a=1 or b=2)").join(" and "))).toHaveLength(64);
  expect(parseCondition(Array.from({ length: 7 }, () => "(a=1 or b=2)").join(" and "))).toBeNull();
  expect(parseCondition("(".repeat(400))).toBeNull();
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

type Tree = { text: string; holds: (all: Record<string, string>) => boolean };
const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; joined: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 2 }, tie("leaf"), tie("joined")),
  leaf: term.map(({ name, not, values: list }) => ({
    text: `${name}${not ? "!" : ""}=${list.join(",")}`,
    holds: (all) => list.includes(all[name] as "x") !== not,
  })),
  joined: fc
    .tuple(
      fc.constantFrom("and", "or"),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      fc.constantFrom("", " "),
    )
    .map(([word, parts, gap]) => ({
      text: `(${gap}${parts.map((part) => part.text).join(` ${word} `)}${gap})`,
      holds: (all) => (word === "and" ? parts.every((part) => part.holds(all)) : parts.some((part) => part.holds(all))),
    })),
}));

it("in brackets means what its parts mean", () => {
  fc.assert(
    fc.property(
      tree,
      fc.tuple(...["x", "y", "z"].map(() => fc.constantFrom("x", "y", "z"))),
      ({ text, holds }, [a, b, c]) => {
        if (parseCondition(text) === null) fc.pre(text.split(" or ").length > 6);
        const all = { a: a ?? "", b: b ?? "", c: c ?? "" };
        expect(unmetCondition(text, values(all)) === null).toBe(holds(all));
      },
    ),
  );
});

it("of any text is read without fault", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([null, "a is x"]).toContain(unmetCondition(text, values({ a: "x" })));
    }),
  );
});
