import { expect, it } from "vitest";
import { artefactMismatch, artefactName, matches } from "./artefact-match";

const ours = { version: "4.2.0", commit: "a81c9f2e0d4b7c6a" };

it.each([
  [{ version: "4.2.0" }, true],
  [{ version: "4.2.1" }, false],
  [{ commit: "a81c9f2" }, true],
  [{ commit: "A81C9F2E0D4B7C6A" }, true],
  [{ commit: "a81c9f" }, false],
  [{ commit: "b81c9f2" }, false],
  [{ version: "4.2.0", commit: "b81c9f2" }, false],
  [{ image: "sha256:1" }, false],
])("%j is what the run deploys: %s", (asked, same) => {
  expect(matches(ours, asked)).toBe(same);
  expect(artefactMismatch(ours, asked, undefined)).toHaveLength(same ? 0 : 1);
});

it("fails closed when the run names no artefact", () => {
  expect(artefactMismatch(null, { version: "4.2.0" }, undefined)[0]?.text).toBe(
    "The run deploys no named artefact, not 4.2.0",
  );
});

it("compares a recorded GO in every field", () => {
  expect(artefactMismatch(ours, undefined, ours)).toEqual([]);
  expect(artefactMismatch(ours, undefined, undefined)).toEqual([]);
  expect(artefactMismatch(ours, undefined, { version: "4.2.0" })).toHaveLength(1);
  expect(artefactMismatch(null, undefined, ours)).toHaveLength(1);
});

it("goes by the shortest telling name", () => {
  expect([ours, { commit: ours.commit }, { image: "i" }, null].map(artefactName)).toEqual([
    "4.2.0",
    "a81c9f2e0d4b",
    "i",
    "no named artefact",
  ]);
});
