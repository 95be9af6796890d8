import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password";

const email = "ada@example.test";

describe("a new password", () => {
  it.each([
    ["eleven char", "at least 12"],
    ["a".repeat(12), "over and over"],
    ["abc".repeat(86), "at most 256"],
    ["Ada@Example.test ", "e-mail address"],
    ["😀😀😀😀😀a", "at least 12"],
  ])("refuses %j", (password, words) => {
    expect(passwordProblem(password, email)).toContain(words);
  });

  it.each(["twelve chars", "correct horse battery staple", " spaces count ", "😀🚀🎉".repeat(4), "abcd".repeat(64)])(
    "takes %j",
    (password) => {
      expect(passwordProblem(password, email)).toBeNull();
    },
  );
});
