import { expect, it } from "vitest";
import { jobAttempts, retryDelayMs } from "./job";

it.each([
  [1, 5],
  [2, 10],
  [5, 80],
  [9, 1280],
  [10, 1800],
  [5000, 1800],
])("waits after attempt %i for %i s", (attempt, seconds) => {
  expect(retryDelayMs(attempt)).toBe(seconds * 1000);
});

it("gives a peer that is away more than half an hour, and less than a day", () => {
  const all = Array.from({ length: jobAttempts - 1 }, (_, index) => retryDelayMs(index + 1)).reduce((a, b) => a + b);
  expect(all).toBeGreaterThan(1_800_000);
  expect(all).toBeLessThan(86_400_000);
});
