import { expect, test } from "vitest";
import { setupCode, setupCodeDigest } from "./setup-code.ts";

test("the code is the same at each start and another for each installation", () => {
  expect(setupCode("one secret")).toBe(setupCode("one secret"));
  expect(setupCode("one secret")).not.toBe(setupCode("another secret"));
  expect(setupCode("one secret")).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/);
});

test("the digest takes the code as people type it", () => {
  const digest = setupCodeDigest("ABCD-EFGH-JKLM-NPQR");
  expect(setupCodeDigest(" abcd efgh jklm npqr ")).toBe(digest);
  expect(setupCodeDigest("ABCD-EFGH-JKLM-NPQS")).not.toBe(digest);
});
