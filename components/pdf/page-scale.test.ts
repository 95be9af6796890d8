import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pageScale } from "./page-scale";

test("a usual page has the pixels of its screen", () => {
  expect(pageScale({ width: 900, height: 1270 }, 2)).toBe(2);
  expect(pageScale({ width: 900, height: 1270 }, 0.8)).toBe(1);
});

test("no page, however it was made, needs a canvas that a browser refuses", () => {
  const side = fc.double({ min: 0.01, max: 10_000_000, noNaN: true });
  fc.assert(
    fc.property(side, side, fc.double({ min: 0.5, max: 8, noNaN: true }), (width, height, pixels) => {
      const scale = pageScale({ width, height }, pixels);
      expect(scale).toBeGreaterThan(0);
      expect(width * scale).toBeLessThanOrEqual(8_193);
      expect(height * scale).toBeLessThanOrEqual(8_193);
      expect(width * height * scale * scale).toBeLessThanOrEqual(16_000_001);
    }),
  );
});
