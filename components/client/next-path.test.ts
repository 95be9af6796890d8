import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

describe("nextPath", () => {
  it.each(["/", "/runs/7?tab=poll#gate", "/templates/new", "/runs?closed=1"])("keeps %s", (path) => {
    expect(nextPath(path)).toBe(path);
  });

  it.each([
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "/runs\\..\\..",
    "https://evil.test",
    "javascript:alert(1)",
    "runs",
    "/\t/evil.test",
    "/%0d%0a\n",
    "",
    undefined,
    null,
    ["/runs", "/templates"],
  ])("turns %j into the start page", (path) => {
    expect(nextPath(path)).toBe("/");
  });

  it("stays here when dots climb out", () => {
    expect(nextPath("/../../runs")).toBe("/runs");
    expect(nextPath("/..//evil.test")).not.toMatch(/^\/\//);
  });
});
