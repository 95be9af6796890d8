import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeMeasured, proposeFromText, proposeTriggers, readMeasured } from "./measured";
import type { Expectation, Trigger } from "./template-leaves";

const expectation = (
  metric: string,
  comparator: Expectation["comparator"],
  value: number,
  unit: string,
): Expectation => ({
  metric,
  comparator,
  value,
  unit,
});

describe("a value as it is typed", () => {
  test.each([
    ["7.2 %", [7.2], "%"],
    ["0,4%", [0.4], "%"],
    ["~180ms", [180], "ms"],
    ["0,125 %", [0.125], "%"],
    ["99.950 %", [99.95], "%"],
    ["0.125", [0.125], ""],
    ["1,200", [1.2, 1200], ""],
    ["1.200 ms", [1.2, 1200], "ms"],
    ["1200.5 ms", [1200.5], "ms"],
    ["1.200.000", [1_200_000], ""],
    ["1,200.50 ms", [1200.5], "ms"],
    ["1.200,5 ms", [1200.5], "ms"],
    ["0.08000000000000002 %", [0.08000000000000002], "%"],
    ["-3", [-3], ""],
  ])("%s", (text, values, unit) => expect(readMeasured(text)).toEqual({ values, unit, side: null }));

  test.each([
    ["<150 ms", "below"],
    ["≤ 150 ms", "below"],
    [">= 150 ms", "above"],
    ["~150 ms", null],
    ["=150 ms", null],
  ])("%s is known from one side", (text, side) => {
    expect(readMeasured(text)).toEqual({ values: [150], unit: "ms", side });
  });

  test.each(["all fine", "", "1.2.3", "1,20,3", "1.200,000,5"])("%j is no number", (text) => {
    expect(readMeasured(text)).toBeNull();
  });
});

describe("judged by its expectation", () => {
  test.each([
    [expectation("error rate", "<", 1, "%"), "0.9 %", "meets"],
    [expectation("error rate", "<", 1, "%"), "1", "misses"],
    [expectation("P95", "<", 200, "ms"), "0.18 s", "meets"],
    [expectation("P95", "<", 200, "ms"), "0.31 s", "misses"],
    [expectation("P95", "<", 200, "ms"), "3 %", "unclear"],
    [expectation("memory", "<=", 1, "Gi"), "900 Mi", "meets"],
    [{ ...expectation("CPU", ">=", 10, "%"), upper: 20 }, "21 %", "misses"],
    [expectation("pods", "=", 3, ""), "3", "meets"],
    [expectation("pods", "=", 3, ""), "many", "unclear"],
    [expectation("error rate", "<", 1, "%"), "0,125 %", "meets"],
    [expectation("P95", "<", 200, "ms"), "1.200 ms", "unclear"],
    [expectation("P95", "<", 2000, "ms"), "1.200 ms", "meets"],
    [expectation("P95", ">", 500, "ms"), "1,200 ms", "unclear"],
    [expectation("P95", "<", 200, "ms"), "> 150 ms", "unclear"],
    [expectation("P95", "<", 200, "ms"), "> 200 ms", "misses"],
    [expectation("P95", "<", 200, "ms"), "<200 ms", "meets"],
    [expectation("P95", "<", 200, "ms"), "< 0.3 s", "unclear"],
    [expectation("availability", ">=", 99.9, "%"), ">99.9 %", "meets"],
    [{ ...expectation("CPU", ">=", 10, "%"), upper: 20 }, "> 5 %", "unclear"],
    [{ ...expectation("CPU", ">=", 10, "%"), upper: 20 }, "> 20 %", "misses"],
    [{ ...expectation("CPU", ">=", 10, "%"), upper: 20 }, "< 10 %", "misses"],
    [expectation("pods", "=", 3, ""), "<3", "misses"],
    [expectation("pods", "=", 3, ""), "<5", "unclear"],
  ] as const)("%o by %s: %s", (wanted, text, judged) => expect(judgeMeasured(wanted, text)).toBe(judged));

  test("every number is on one side of a bound and the opposite comparator disagrees", () => {
    const finite = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(finite, finite, (bound, value) => {
        const below = judgeMeasured(expectation("x", "<", bound, "ms"), String(value));
        const above = judgeMeasured(expectation("x", ">=", bound, "ms"), `${value} ms`);
        expect([below, above].toSorted()).toEqual(["meets", "misses"]);
      }),
    );
  });
});

const trigger = (key: string, tier: Trigger["tier"], wanted: Expectation | undefined): Trigger => ({
  kind: "trigger",
  key,
  title: key.replaceAll("-", " "),
  tier,
  ...(wanted ? { expectation: wanted } : {}),
});

describe("a measured value proposes the tier it belongs to", () => {
  const triggers = [
    trigger("error-rate-investigate", "investigate", expectation("error rate", ">", 1, "%")),
    trigger("error-rate-timed", "timed", expectation("error rate", ">", 2, "%")),
    trigger("error-rate-rollback", "rollback", expectation("error rate", ">", 5, "%")),
    trigger("data-loss", "rollback", undefined),
    trigger("p95-latency", "timed", expectation("P95 latency", ">", 500, "ms")),
  ];
  test.each([
    ["Error rate", "0.5 %", []],
    ["Error rate", "1.5 %", ["error-rate-investigate"]],
    ["Error rate", "3 %", ["error-rate-timed", "error-rate-investigate"]],
    ["Error rate", "6", ["error-rate-rollback", "error-rate-timed", "error-rate-investigate"]],
    ["P95 latency", "0.8 s", ["p95-latency"]],
    ["P95 latency", "6 %", []],
    ["Success rate", "99 %", []],
  ])("%s of %s: %j", (metric, text, keys) =>
    expect(proposeTriggers(triggers, metric, text).map(({ key }) => key)).toEqual(keys),
  );

  test.each([
    ["error rate 6 %", "error-rate-rollback"],
    ["6 %", "error-rate-rollback"],
    ["P95 at 612 ms", "p95-latency"],
    ["612", undefined],
    ["quiet", undefined],
  ])("typed as %s", (text, key) => expect(proposeFromText(triggers, text)[0]?.key).toBe(key));
});
