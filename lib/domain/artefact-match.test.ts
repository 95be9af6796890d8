import { expect, it } from "vitest";
import { artefactName, deploymentMismatch, matches } from "./artefact-match";

const ours = { version: "4.2.0", commit: "a81c9f2e0d4b7c6a", build: "4711" };
const run = { artefact: ours, environment: "production" };
const frozen = { verdict: "go", score: 100, conditions: 0 } as const;

it.each([
  [{ version: "4.2.0" }, true],
  [{ version: "4.2.1" }, false],
  [{ commit: "a81c9f2" }, true],
  [{ commit: "A81C9F2E0D4B7C6A" }, true],
  [{ commit: "a81c9f" }, false],
  [{ commit: "b81c9f2" }, false],
  [{ version: "4.2.0", commit: "b81c9f2" }, false],
  [{ image: "sha256:1" }, false],
  [{ build: "4711" }, true],
  [{ version: "4.2.0", build: "4712" }, false],
])("%j is what the run deploys: %s", (asked, same) => {
  expect(matches(ours, asked)).toBe(same);
  expect(deploymentMismatch(run, asked, null)).toHaveLength(same ? 0 : 1);
});

it.each([
  ["release-1", "release-1", true],
  ["release-1", "release-10", false],
  ["release-10", "release-1", false],
  ["release-1", "release-1-evil", false],
  ["release-1", "Release-1", false],
  ["a81c9f2", "a81c9f2e0d4b7c6a", true],
  ["a81c9f2e0d4b7c6a", "a81c9f2-evil", false],
  ["a81c9f2-evil", "a81c9f2", false],
  ["a".repeat(65), "a".repeat(7), false],
])("of the commit %s, %s is the same: %s", (commit, asked, same) => {
  expect(matches({ commit }, { commit: asked })).toBe(same);
});

it("fails closed when the run names no artefact", () => {
  expect(deploymentMismatch({ ...run, artefact: null }, { version: "4.2.0" }, undefined)[0]?.text).toBe(
    "The run deploys no named artefact, not 4.2.0",
  );
});

it("compares a recorded GO in every field", () => {
  const since = (more: object, now = run) => deploymentMismatch(now, undefined, { ...frozen, ...more });
  expect(since({ artefact: ours, environment: "production" })).toEqual([]);
  expect(since({})).toEqual([]);
  expect(since({ artefact: { version: "4.2.0" } })).toHaveLength(1);
  expect(since({ artefact: ours, environment: "staging" })[0]?.text).toBe(
    "GO was recorded for staging, the run now deploys to production",
  );
  expect(deploymentMismatch({ ...run, artefact: null }, undefined, { ...frozen, artefact: ours })).toHaveLength(1);
  expect(since({ artefact: { ...ours, build: "4710" } })[0]?.text).toBe(
    "GO was recorded for build 4710, the run now deploys build 4711",
  );
});

it("goes by the shortest telling name", () => {
  expect([ours, { commit: ours.commit }, { image: "i" }, { build: "4711" }, null].map(artefactName)).toEqual([
    "4.2.0",
    "a81c9f2e0d4b",
    "i",
    "build 4711",
    "no named artefact",
  ]);
});
