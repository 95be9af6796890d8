import { expect, it } from "vitest";
import { artefactInputSchema } from "./artefact";

const commit = "a".repeat(40);

it.each([
  ["4.2.0", { version: "4.2.0" }],
  [commit, { commit }],
  ["registry/app@sha256:00ff", { image: "registry/app@sha256:00ff" }],
  [{ commit: "a81c9f2" }, { commit: "a81c9f2" }],
  [{ build: " release-2026.11.3+841 " }, { build: "release-2026.11.3+841" }],
  [
    { version: "4.2.0", build: "https://ci.example/841" },
    { version: "4.2.0", build: "https://ci.example/841" },
  ],
])("reads %j", (given, artefact) => {
  expect(artefactInputSchema.parse(given)).toEqual(artefact);
});

it("refuses an artefact that names nothing", () => {
  expect(artefactInputSchema.safeParse({}).success).toBe(false);
  expect(artefactInputSchema.safeParse(" ").success).toBe(false);
  expect(artefactInputSchema.safeParse({ build: " " }).success).toBe(false);
  expect(artefactInputSchema.safeParse({ build: "4".repeat(401) }).success).toBe(false);
});
